import type pg from 'pg';
import { type Database, type DatabaseOptions, openDatabase } from '../database.ts';
import { withConnections } from '../sql/with-connections.ts';
import { READER_ROLE, TENANT_SETTING } from './protect-tenant-rows.ts';

/** Sessions that PostgreSQL lets see one tenant's rows and no others, and change nothing. */
export interface TenantReads {
  /** Reads as this tenant. It is closed with all of them. */
  of(tenantId: string): Database;
  close(): Promise<void>;
}

/** For the session; a session that is lent to the same tenant again is not told again. */
const BIND = `SELECT set_config('${TENANT_SETTING}', $1, false)`;

/** Whether this user may take the reader role, and the role may read what is here. */
export const mayReadAsTenant = async ({ pool }: Database): Promise<boolean> => {
  const { rows } = await pool.query<{ may: boolean }>(
    `SELECT pg_has_role(oid, 'SET') AND has_table_privilege(oid, 'notification', 'SELECT') AS may
     FROM pg_roles WHERE rolname = $1`,
    [READER_ROLE],
  );
  return rows[0]?.may === true;
};

/**
 * Opens the sessions: the second net under the tenant that every query names. Costs a round trip
 * whenever a connection goes from one tenant to another, so nothing of the hot path goes by it.
 */
export const openTenantReads = (options: Omit<DatabaseOptions, 'role'>): TenantReads => {
  const reader = openDatabase({ ...options, role: READER_ROLE });
  const boundTo = new WeakMap<pg.PoolClient, string>();

  const connectAs = async (tenantId: string): Promise<pg.PoolClient> => {
    const client = await reader.pool.connect();
    if (boundTo.get(client) === tenantId) return client;
    try {
      await client.query(BIND, [tenantId]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    boundTo.set(client, tenantId);
    return client;
  };

  return {
    of: (tenantId) => withConnections(reader, () => connectAs(tenantId)),
    close: () => reader.close(),
  };
};
