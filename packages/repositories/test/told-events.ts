import { randomUUID } from 'node:crypto';
import { DEFAULT_TENANT_ID, type Database } from '../src/index.ts';

/** Puts types into the tenant's event log. */
export const logTypes = async (
  { pool }: Database,
  types: readonly string[],
  tenantId = DEFAULT_TENANT_ID,
): Promise<void> => {
  await pool.query(
    `INSERT INTO tenant_setting (tenant_id, settings) VALUES ($1, $2)
     ON CONFLICT (tenant_id) DO UPDATE SET settings = excluded.settings`,
    [tenantId, JSON.stringify({ eventLog: types })],
  );
};

/** An endpoint that gets these types; resolves to its id. */
export const addEndpoint = async (
  { pool }: Database,
  types: readonly string[],
  tenantId = DEFAULT_TENANT_ID,
): Promise<string> => {
  const id = randomUUID();
  await pool.query(
    `INSERT INTO event_endpoint (id, tenant_id, url, types, secret)
     VALUES ($1, $2, 'https://example.com/events', $3, 'sealed')`,
    [id, tenantId, types],
  );
  return id;
};

export interface ToldEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string | null;
  readonly is_logged: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The events that were written, in the order of their ids. */
export const toldEvents = async (
  { pool }: Database,
  subject: string | null = null,
): Promise<ToldEvent[]> => {
  const { rows } = await pool.query<ToldEvent>(
    `SELECT id, type, subject, is_logged, data FROM event
     WHERE $1::uuid IS NULL OR subject = $1 ORDER BY id`,
    [subject],
  );
  return rows;
};

/** Only their types. */
export const toldTypes = async (
  database: Database,
  subject: string | null = null,
): Promise<string[]> => (await toldEvents(database, subject)).map(({ type }) => type);
