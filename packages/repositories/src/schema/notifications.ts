// Tables of what was accepted and what became of it.
import type { Channel, DeliveryStatus, Outcome } from '@carillon/domain';
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

export interface BatchTable {
  tenant_id: string;
  id: string;
  total: number;
  created_at: Generated<Date>;
}

export interface NotificationTable {
  id: string;
  tenant_id: string;
  batch_id: string | null;
  api_key_id: string | null;
  scheduled_at: Date | null;
  expires_at: Date;
  priority: number;
  category: string;
  entity_type: string | null;
  entity_id: string | null;
  correlation_id: string | null;
  request: Json<Record<string, unknown>>;
}

export interface DeliveryTable {
  id: string;
  tenant_id: string;
  dispatch_id: string | null;
  due_at: Date;
  expires_at: Date;
  lease_until: Date | null;
  sent_at: Date | null;
  delivered_at: Date | null;
  updated_at: Generated<Date>;
  lease_token: Generated<number>;
  claim_id: string | null;
  channel: Channel;
  status: DeliveryStatus;
  priority: number;
  attempts: Generated<number>;
  calls: Generated<number>;
  max_attempts: number;
  uncounted_streak: Generated<number>;
  crashes: Generated<number>;
  redrives: Generated<number>;
  at_most_once: Generated<boolean>;
  address: string | null;
  provider: string | null;
  provider_message_id: string | null;
  last_outcome: Outcome | null;
  last_code: string | null;
  last_message: string | null;
}

export interface AttemptTable {
  delivery_id: string;
  lease_token: number;
  tenant_id: string;
  started_at: Date;
  duration_ms: number;
  number: number;
  repeats: Generated<number>;
  counted: boolean;
  late: Generated<boolean>;
  outcome: Outcome;
  provider: string | null;
  provider_account_id: string | null;
  code: string | null;
  message: string | null;
  response: string | null;
  provider_message_id: string | null;
}
