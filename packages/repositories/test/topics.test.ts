import { eventually } from '@carillon/testing';
import {
  addTopicMembers,
  clearDeletedTopics,
  DEFAULT_TENANT_ID,
  deleteTopic,
  findTopic,
  putTopic,
} from '../src/index.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;
const people = ['ada', 'ben', 'cleo'];

beforeEach(async () => {
  await database().pool.query('TRUNCATE topic, subscriber CASCADE');
  await database().pool.query(
    'INSERT INTO subscriber (tenant_id, id) SELECT $1, unnest($2::text[])',
    [tenantId, people],
  );
  await putTopic(database(), { tenantId, key: 'news', name: null });
  await addTopicMembers(database(), { tenantId, key: 'news', subscriberIds: people });
});

test('a subscriber that is erased leaves his topics, and is not counted any more', async () => {
  await database().pool.query(`DELETE FROM subscriber WHERE id = 'ada'`);
  expect(await findTopic(database(), { tenantId, key: 'news' })).toMatchObject({ members: 2 });
});

test('nobody joins who is being erased', async () => {
  const { pool } = database();
  const eraser = await pool.connect();
  await eraser.query('BEGIN');
  await eraser.query(`DELETE FROM subscriber WHERE id = 'ben'`);
  await putTopic(database(), { tenantId, key: 'late', name: null });
  const joining = addTopicMembers(database(), { tenantId, key: 'late', subscriberIds: people });
  await eventually(async () => {
    const { rowCount } = await pool.query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    expect(rowCount).toBe(1);
  });
  await eraser.query('COMMIT');
  eraser.release();
  expect(await joining).toEqual({ added: 0, unknown: ['ben'] });
});

test('what a deleted topic leaves behind is cleared in steps', async () => {
  await deleteTopic(database(), { tenantId, key: 'news' });
  expect(await clearDeletedTopics(database(), 2)).toBe(2);
  expect(await clearDeletedTopics(database(), 2)).toBe(2); // the last member and the topic
  expect(await clearDeletedTopics(database(), 2)).toBe(0);
  const { rowCount } = await database().pool.query('SELECT FROM topic');
  expect(rowCount).toBe(0);
});
