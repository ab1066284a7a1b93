import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import type { Database } from '../database.ts';
import type { ApiKeyId } from './find-api-key-by-id.ts';

/** `last_admin`: it is the only key left that can administer the installation, and stays. */
export type Revocation = 'revoked' | 'not_found' | 'last_admin';

// Whoever takes an admin key away holds all of them, so that two who take the last two away at once
// cannot both find the other's still there.
const HOLD_ADMINS = `
SELECT id FROM api_key
WHERE 'admin' = ANY(scopes) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
ORDER BY id FOR UPDATE`;

const REVOKE = `
UPDATE api_key SET revoked_at = now() WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL`;

/**
 * Ends a key for good; its row stays, for what names it as the one who did something. Other
 * processes that know the key see within a second that keys have changed, and promise 30 s. The last good
 * admin key is not ended, whoever asks: without one nobody could make another over HTTP; one that leaked
 * is to be rotated.
 */
export const revokeApiKey = (
  database: Database,
  { tenantId, id }: ApiKeyId,
  isAdmin: boolean,
): Promise<Revocation> =>
  repeatOnConflict(() =>
    inTransaction(database, async (client): Promise<Revocation> => {
      if (isAdmin) {
        const { rows: admins } = await client.query<{ id: string }>(HOLD_ADMINS);
        if (admins.every((admin) => admin.id === id)) return 'last_admin';
      }
      const { rowCount } = await client.query(REVOKE, [tenantId, id]);
      return rowCount === 0 ? 'not_found' : 'revoked';
    }),
  );
