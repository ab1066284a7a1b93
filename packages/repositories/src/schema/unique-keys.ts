// Tables of keys that are unique in time: one row each, changed by upsert.
import type { Channel } from '@carillon/domain';

export interface DedupeKeyTable {
  tenant_id: string;
  key: string;
  notification_id: string;
  expires_at: Date;
}

export interface CollapseSlotTable {
  tenant_id: string;
  channel: Channel;
  address_key: string;
  key: string;
  delivery_id: string;
  displaced_id: string | null;
  expires_at: Date;
}
