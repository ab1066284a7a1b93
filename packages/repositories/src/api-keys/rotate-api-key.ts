import { inTransaction } from '../sql/in-transaction.ts';
import type { Database } from '../database.ts';
import { hashApiKey, parseApiKey } from './api-key-text.ts';
import type { ApiKeyId } from './find-api-key-by-id.ts';

export interface Rotation {
  /** The text of the key from now on. */
  readonly key: string;
  /** How long what it was before works beside it. */
  readonly graceSeconds: number;
}

const HOLD = `
SELECT id FROM api_key WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL FOR UPDATE`;

// A grace is never made longer: after a rotation without one nothing older works.
const SHORTEN = `
UPDATE retired_secret SET ends_at = least(ends_at, now() + $3 * interval '1 second')
WHERE tenant_id = $1 AND api_key_id = $2`;

const RETIRE = `
INSERT INTO retired_secret (prefix, tenant_id, api_key_id, secret_hash, ends_at)
SELECT prefix, tenant_id, id, secret_hash, now() + $3 * interval '1 second'
FROM api_key WHERE tenant_id = $1 AND id = $2`;

const REPLACE = `
UPDATE api_key SET prefix = $3, secret_hash = $4 WHERE tenant_id = $1 AND id = $2`;

/** Gives a key a new secret under its old id; false where there is no such key. */
export const rotateApiKey = async (
  database: Database,
  { tenantId, id }: ApiKeyId,
  { key, graceSeconds }: Rotation,
): Promise<boolean> => {
  const parsed = parseApiKey(key);
  if (parsed === null) throw new Error('not an API key: expected cln_live_<id>_<secret>');
  return inTransaction(database, async (client) => {
    const { rowCount } = await client.query(HOLD, [tenantId, id]);
    if (rowCount === 0) return false;
    await client.query(SHORTEN, [tenantId, id, graceSeconds]);
    await client.query(RETIRE, [tenantId, id, graceSeconds]);
    await client.query(REPLACE, [tenantId, id, parsed.prefix, hashApiKey(parsed.secret)]);
    return true;
  });
};
