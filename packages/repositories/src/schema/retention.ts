// Tables of how far retention has come.
import type { Generated } from 'kysely';

export interface RetentionSweepTable {
  tenant_id: string;
  rule: string;
  cursor: Generated<string>;
  turn_at: Generated<Date>;
}

export interface RetentionLeftTable {
  tenant_id: string;
  rule: string;
  notification_id: string;
  look_at: Generated<Date>;
}
