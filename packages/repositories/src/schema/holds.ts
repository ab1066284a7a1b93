// Tables of what a brake holds.
import type { HoldReason } from '@carillon/domain';
import type { Generated } from 'kysely';

export interface HoldTable {
  id: string;
  tenant_id: string;
  reason: HoldReason;
  status: Generated<'held' | 'released' | 'discarded' | 'expired'>;
  is_open: boolean;
  notifications: number;
  total: number;
  measured: number;
  allowed: number;
  created_at: Generated<Date>;
  last_at: Generated<Date>;
  decided_at: Date | null;
  settled_at: Date | null;
  cursor: Generated<string>;
}

export interface HoldMemberTable {
  delivery_id: string;
  tenant_id: string;
  hold_id: string;
  first_due_at: Date;
  delay_ms: string;
  keeps_expiry: boolean;
}

export interface AcceptanceRateTable {
  tenant_id: string;
  minute: Date;
  offered: number;
  passed: number;
  previous: Generated<number>;
  baseline: Generated<number>;
  minutes: Generated<number>;
}
