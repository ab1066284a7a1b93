// Tables of what recipients want to hear.
import type { CategoryWishes, Channel, QuietHours } from '@carillon/domain';
import type { Generated } from 'kysely';
import type { Json } from './json-column.ts';

export interface CategoryTable {
  tenant_id: string;
  key: string;
  name: string | null;
  opt_out: boolean;
  quiet_hours: boolean;
  critical_passes_quiet_hours: boolean;
  channels: Json<Partial<Record<Channel, boolean>>>;
  retention_days: number | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface PreferenceTable {
  tenant_id: string;
  subscriber_id: string;
  categories: Json<CategoryWishes>;
  quiet_hours: Json<QuietHours> | null;
  updated_at: Generated<Date>;
}

export interface SubscriberDeviceTable {
  tenant_id: string;
  token: string;
  subscriber_id: string;
  platform: string | null;
  registered_at: Generated<Date>;
}

export interface ErasureTable {
  id: Generated<string>;
  tenant_id: string;
  subscriber_id: string;
  addresses: string[];
  requested_at: Generated<Date>;
  turn_at: Generated<Date>;
  cursor: Generated<string>;
  pending: Generated<string[]>;
}
