// Tables of who sends, how well, and what is heard afterwards.
import type { Channel, Outcome, ReceiptKind } from '@carillon/domain';
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

export interface ProviderAccountTable {
  id: string;
  tenant_id: string;
  name: string;
  provider: string;
  channels: Channel[];
  settings: Json<Record<string, string | number | boolean>>;
  sealed: Json<Record<string, string>>;
  rate_per_second: number | null;
  deadline_ms: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface RouteTable {
  tenant_id: string;
  channel: Channel;
  strategy: 'failover' | 'weighted';
  accounts: Json<{ accountId: string; weight: number }[]>;
  updated_at: Generated<Date>;
}

export interface TenantSettingTable {
  tenant_id: string;
  settings: Json<Record<string, unknown>>;
  updated_at: Generated<Date>;
}

export interface CircuitTable {
  key: string;
  tenant_id: string | null;
  account_id: string | null;
  state: Generated<'closed' | 'open' | 'half_open'>;
  reason: string | null;
  opened_at: Date | null;
  next_probe_at: Date | null;
  probe_until: Date | null;
  blocked_until: Date | null;
  rate_per_second: number | null;
  rate_until: Date | null;
  updated_at: Generated<Date>;
}

export interface AccountOutcomeTable {
  account_id: string;
  minute: Date;
  outcome: Outcome;
  calls: number;
}

export interface ReceiptTable {
  delivery_id: string;
  lease_token: number;
  key: string;
  tenant_id: string;
  provider_account_id: string;
  kind: ReceiptKind;
  at: Date;
  received_at: Generated<Date>;
  applied: Generated<boolean>;
  outcome: Outcome | null;
  code: string | null;
  message: string | null;
  provider_message_id: string | null;
  suppress: Generated<boolean>;
  suppress_days: number | null;
  raw: string;
}

export interface CapCounterTable {
  tenant_id: string;
  channel: Channel;
  category: string;
  address_key: string;
  window_seconds: number;
  window_ends_at: Date;
  used: number;
}
