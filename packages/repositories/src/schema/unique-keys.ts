// Tables of keys that are unique in time: one row each, changed by upsert.
import type { Channel } from '@carillon/domain';
import type { Generated } from 'kysely';

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

export interface DigestTable {
  id: string;
  tenant_id: string;
  channel: Channel;
  address_key: string;
  category: string;
  template_key: string;
  key: string;
  is_open: Generated<boolean>;
  closes_at: Date;
  max_items: number;
  items: Generated<number>;
  size: Generated<number>;
  flushed_at: Date | null;
  carrier_id: string | null;
  look_at: Date | null;
  failures: Generated<number>;
  failing_since: Date | null;
}

export interface DigestMemberTable {
  delivery_id: string;
  tenant_id: string;
  digest_id: string;
}
