import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { DEFAULT_TENANT_ID } from '../api-keys/seed-api-key.ts';

/** An account of the tenant `default` that is to be there. */
export interface SeedProviderAccount {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly channels: readonly Channel[];
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly sealed: Readonly<Record<string, string>>;
}

// Where the stand-in is may have changed; all else stays, and an account that somebody has pointed to
// another host is his. One row after the other: the oldest account of a channel is the one that sends.
const SEED = `
INSERT INTO provider_account AS a (id, tenant_id, name, provider, channels, settings, sealed, created_at)
VALUES ($1, $2, $3, $4, $5::text[]::channel[], $6, $7, clock_timestamp())
ON CONFLICT (tenant_id, name) DO UPDATE SET settings = a.settings || $8::jsonb,
  version = a.version + 1, updated_at = now()
WHERE a.settings || $8::jsonb <> a.settings
  AND coalesce(a.settings ->> 'host', a.settings ->> 'baseUrl', '127.0.0.1') LIKE '%127.0.0.1%'`;

const PLACES = ['host', 'port', 'baseUrl', 'tokenUrl'];

const DROP = `
DELETE FROM provider_account a WHERE tenant_id = $1 AND name LIKE 'sandbox %' AND NOT name = ANY ($2)
  AND NOT EXISTS (SELECT FROM route r WHERE r.tenant_id = a.tenant_id
    AND r.accounts @> jsonb_build_array(jsonb_build_object('accountId', a.id::text)))`;

/** Makes these accounts what the tenant `default` has for the sandbox; drops those not named. */
export const seedProviderAccounts = async (
  { pool }: Database,
  accounts: readonly SeedProviderAccount[],
): Promise<void> => {
  for (const { id, name, provider, channels, settings, sealed } of accounts) {
    const values = [id, DEFAULT_TENANT_ID, name, provider, channels];
    const place = Object.entries(settings).filter(([setting]) => PLACES.includes(setting));
    const json = [settings, sealed, Object.fromEntries(place)].map((value) =>
      JSON.stringify(value),
    );
    await pool.query(SEED, [...values, ...json]);
  }
  await pool.query(DROP, [DEFAULT_TENANT_ID, accounts.map((a) => a.name)]);
};
