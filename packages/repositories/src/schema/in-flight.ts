// Tables of what is in flight, what ended badly, and what runs beside.
import type { Channel, Outcome } from '@carillon/domain';
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

export interface DispatchTable {
  id: string;
  tenant_id: string;
  channel: Channel;
  priority: number;
  suspect: Generated<boolean>;
  delivery_ids: string[];
  created_at: Generated<Date>;
}

export interface HeldClassTable {
  tenant_id: string;
  channel: Channel;
  until: Date;
}

export interface DeadLetterTable {
  tenant_id: string;
  delivery_id: string;
  channel: Channel;
  provider: string | null;
  outcome: Outcome | null;
  code: string;
  message: string | null;
  dead_at: Generated<Date>;
  template_key: string | null;
  template_version: number | null;
  /** As its caller asked. */
  expires_at: Date | null;
}

export interface SuppressionTable {
  tenant_id: string;
  channel: Channel;
  address_key: string;
  address: string;
  reason: string;
  /** Empty: every category. */
  category: Generated<string>;
  until: Date | null;
  created_at: Generated<Date>;
}

export interface InboxItemTable {
  tenant_id: string;
  id: string;
  subscriber_id: string;
  version: string;
  title: string | null;
  body: string;
  url: string | null;
  data: Json<Record<string, unknown>> | null;
  category: string;
  seen_at: Date | null;
  read_at: Date | null;
  archived_at: Date | null;
  collapse_key: string | null;
  delivery_id: string | null;
  created_at: Generated<Date>;
}

export interface RedriveTable {
  tenant_id: string;
  delivery_id: string;
  redriven_at: Generated<Date>;
  code: string | null;
  run_id: string | null;
  ended: Generated<boolean>;
  failing: Generated<boolean>;
}

export interface MetricCounterTable {
  name: string;
  labels: Json<Record<string, string>>;
  value: number;
}

export interface ChoreTable {
  name: string;
  next_run_at: Generated<Date>;
}
