// Redrives of dead letters by a filter, and how many letters there were.
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

export interface RedriveRunTable {
  tenant_id: string;
  id: string;
  filter: Json<Record<string, unknown>>;
  status: Generated<string>;
  reason: string | null;
  rate_per_second: number;
  canary_size: number | null;
  max_failure_rate: number | null;
  sample_every: Generated<number>;
  matched: number;
  left_out: Json<Record<string, number>>;
  redriven: Generated<number>;
  ended: Generated<number>;
  failed: Generated<number>;
  failing: Generated<number>;
  dead_before: Date;
  cursor_at: Generated<Date>;
  cursor_id: Generated<string>;
  is_through: Generated<boolean>;
  watched_id: Generated<string>;
  paid_until: Generated<Date>;
  last_redriven_at: Generated<Date>;
  turn_at: Generated<Date | null>;
  created_at: Generated<Date>;
  finished_at: Date | null;
}

export interface DeadLetterHourTable {
  tenant_id: string;
  hour: Date;
  causes: Json<readonly Record<string, unknown>[]>;
}
