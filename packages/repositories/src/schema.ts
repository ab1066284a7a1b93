import type { Channel, DeliveryStatus, Outcome } from '@carillon/domain';
import type { ColumnType, Generated } from 'kysely';

type Json<T> = ColumnType<T, string, string>;

export interface TenantTable {
  id: string;
  name: string;
  created_at: Generated<Date>;
}

export interface ApiKeyTable {
  id: string;
  tenant_id: string;
  name: string;
  prefix: string;
  secret_hash: Buffer;
  scopes: string[];
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
  created_at: Generated<Date>;
}

export interface SubscriberTable {
  tenant_id: string;
  id: string;
  email: string | null;
  phone: string | null;
  name: string | null;
  locale: string | null;
  timezone: string | null;
  data: Json<Record<string, unknown>>;
  inbox_version: Generated<string>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface IdempotencyKeyTable {
  tenant_id: string;
  key: string;
  fingerprint: Buffer;
  request_id: string;
  status: number | null;
  location: string | null;
  body: string | null;
  expires_at: Date;
}

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
  code: string | null;
  message: string | null;
  response: string | null;
  provider_message_id: string | null;
}

export interface DispatchTable {
  id: string;
  tenant_id: string;
  channel: Channel;
  priority: number;
  suspect: Generated<boolean>;
  delivery_ids: string[];
  created_at: Generated<Date>;
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
}

export interface SuppressionTable {
  tenant_id: string;
  channel: Channel;
  address_key: string;
  reason: string;
  category: string | null;
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
  created_at: Generated<Date>;
}

export interface RedriveTable {
  tenant_id: string;
  delivery_id: string;
  redriven_at: Generated<Date>;
  code: string | null;
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

/** The tables of the current migration, as the query builder sees them. */
export interface Schema {
  installation: { id: string; webhook_secret: string; created_at: Date };
  tenant: TenantTable;
  api_key: ApiKeyTable;
  subscriber: SubscriberTable;
  idempotency_key: IdempotencyKeyTable;
  batch: BatchTable;
  notification: NotificationTable;
  delivery: DeliveryTable;
  attempt: AttemptTable;
  dispatch: DispatchTable;
  dead_letter: DeadLetterTable;
  suppression: SuppressionTable;
  inbox_item: InboxItemTable;
  redrive: RedriveTable;
  metric_counter: MetricCounterTable;
  chore: ChoreTable;
}
