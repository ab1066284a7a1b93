// Tables of broadcasts that fan out.
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

export interface BroadcastTable {
  tenant_id: string;
  batch_id: string;
  topic_id: string;
  api_key_id: string | null;
  priority: number;
  channels: number;
  scheduled_at: Date | null;
  expires_at: Date;
  request: Json<Record<string, unknown>>;
  accepted_at: Generated<Date>;
  turn_at: Generated<Date>;
  cursor: Generated<string>;
  made: Generated<number>;
  cancelled_at: Date | null;
  finished_at: Date | null;
  hold_id: string | null;
  failures: Generated<number>;
  failing_since: Date | null;
  failure: string | null;
  ended_as: 'failed' | 'expired' | null;
}
