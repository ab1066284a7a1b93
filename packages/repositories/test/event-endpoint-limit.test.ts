import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';
import { insertEventEndpoint, MOST_EVENT_ENDPOINTS } from '../src/index.ts';
import { stageEvents } from './endpoint-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

test('of requests that come at once no more endpoints are made than a tenant may have', async () => {
  const { tenantId } = (await stageEvents(database())).key;
  await database().pool.query(
    `INSERT INTO event_endpoint (tenant_id, id, url, types, secret)
     SELECT $1, gen_random_uuid(), '', '{}', '' FROM generate_series(1, $2)`,
    [tenantId, MOST_EVENT_ENDPOINTS - 2],
  );
  const about = { url: '', types: [], description: null, secret: '' };
  const insert = () => insertEventEndpoint(database(), { tenantId, id: randomUUID(), ...about });
  // Who has made one waits for this row before the commit, so that all three are at it at once.
  const holder = await database().pool.connect();
  await holder.query('BEGIN; SELECT FROM configuration FOR UPDATE');
  const inserts = Promise.all([insert(), insert(), insert()]);
  await eventually(async () => {
    const { rowCount } = await database().pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(rowCount).toBe(3);
  });
  await holder.query('ROLLBACK');
  holder.release();
  expect((await inserts).filter(Boolean)).toHaveLength(1);
});
