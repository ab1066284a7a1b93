import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';
import { startTestApi, type TestApi } from './start-test-api.ts';

/** As much of a connection as the tests use. */
export interface Client {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** An application in the same database: a role of its own that may notify for the tenant `default`. */
export interface Shop {
  readonly api: TestApi;
  readonly role: string;
  /** Runs in a transaction of the role's. */
  transact<T>(
    work: (client: Client) => Promise<T>,
    options?: { readonly end?: 'COMMIT' | 'ROLLBACK'; readonly as?: string },
  ): Promise<T>;
  waiting(): Promise<string[]>;
  /** Resolves when nothing waits: what was committed before has been settled. */
  settled(): Promise<void>;
  statusOf(id: string): Promise<Record<string, unknown> | undefined>;
  stop(): Promise<void>;
}

export const REQUEST = {
  to: { email: 'ada@example.com' },
  channels: ['email'],
  content: { body: 'Hello' },
};

/** Asks for a notification; a string is sent as it is. */
export const notify = async (
  client: Client,
  request: unknown = REQUEST,
  { key = null, tenant = null }: { key?: string | null; tenant?: string | null } = {},
): Promise<string> => {
  const { rows } = await client.query<{ id: string }>(
    'SELECT carillon.notify($1::jsonb, $2, $3) AS id',
    [typeof request === 'string' ? request : JSON.stringify(request), key, tenant],
  );
  return rows[0]?.id ?? '';
};

export const startShop = async (): Promise<Shop> => {
  const api = await startTestApi();
  const { pool } = api.database;
  const role = `shop_${randomUUID().slice(0, 8)}`;
  await pool.query(`CREATE ROLE ${role}`);
  await pool.query('SELECT carillon.allow($1, $2)', [role, 'default']);

  const transact: Shop['transact'] = async (work, { end = 'COMMIT', as = role } = {}) => {
    const client = await pool.connect();
    try {
      await client.query(`SET SESSION AUTHORIZATION ${as}`);
      await client.query('BEGIN');
      const result = await work(client);
      await client.query(end);
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      await client.query('RESET SESSION AUTHORIZATION');
      client.release();
    }
  };
  const waiting = async (): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM carillon.submission');
    return rows.map(({ id }) => id);
  };
  return {
    api,
    role,
    transact,
    waiting,
    settled: () => eventually(async () => expect(await waiting()).toEqual([])),
    statusOf: (id) =>
      transact(async (client) => {
        const { rows } = await client.query<Record<string, unknown>>(
          'SELECT * FROM carillon.submission_status($1)',
          [id],
        );
        return rows[0];
      }),
    stop: async () => {
      await pool.query(`DROP OWNED BY ${role}`);
      await pool.query(`DROP ROLE ${role}`);
      await api.stop();
    },
  };
};
