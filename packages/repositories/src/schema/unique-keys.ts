// Tables of keys that are unique in time: one row each, changed by upsert.

export interface DedupeKeyTable {
  tenant_id: string;
  key: string;
  notification_id: string;
  expires_at: Date;
}
