// Tables of who calls and who is written to.
import type { Generated } from 'kysely';
import type { KeyRateLimit } from '../api-keys/key-rate-limit.ts';
import type { Json } from './json-column.ts';

export interface TenantTable {
  id: string;
  name: string;
  weight: Generated<number>;
  created_at: Generated<Date>;
}

export interface ApiKeyTable {
  id: string;
  tenant_id: string;
  name: string;
  prefix: string;
  secret_hash: Buffer;
  scopes: string[];
  rate_limit: Json<KeyRateLimit> | null;
  allowed_ips: string[] | null;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_at: Date | null;
  created_at: Generated<Date>;
}

export interface RetiredSecretTable {
  prefix: string;
  tenant_id: string;
  api_key_id: string;
  secret_hash: Buffer;
  ends_at: Date;
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
  inbox_unread: Generated<number>;
  inbox_unseen: Generated<number>;
  inbox_total: Generated<number>;
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
