// Tables of what has happened and of who is told.
import type { Outcome } from '@carillon/domain';
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

export interface EventTable {
  tenant_id: string;
  id: Generated<string>;
  position: Generated<string>;
  type: string;
  subject: string | null;
  is_logged: boolean;
  data: Json<Record<string, unknown>>;
}

export interface EventEndpointTable {
  id: string;
  tenant_id: string;
  url: string;
  types: string[];
  description: string | null;
  secret: string;
  previous_secret: string | null;
  previous_until: Date | null;
  disabled_at: Date | null;
  disabled_reason: string | null;
  failing_since: Date | null;
  warned_at: Date | null;
  last_failed_at: Date | null;
  replay_after: string | null;
  replay_until: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface EventDeliveryTable {
  tenant_id: string;
  endpoint_id: string;
  event_id: string;
  subject: string | null;
  status: Generated<'queued' | 'sending' | 'retrying' | 'delivered' | 'failed' | 'cancelled'>;
  due_at: Generated<Date>;
  dispatch_id: string | null;
  lease_token: Generated<number>;
  lease_until: Date | null;
  attempts: Generated<number>;
  last_outcome: Outcome | null;
  last_code: string | null;
  last_message: string | null;
  delivered_at: Date | null;
  updated_at: Generated<Date>;
}

/** A view. */
export interface EventSubscriptionTable {
  tenant_id: string;
  type: string;
  /** Null: the tenant's event log. */
  endpoint_id: string | null;
}
