import type { Database } from '@carillon/repositories';
import { listQuery } from './list-query.ts';
import { searchNotifications } from './search-notifications.ts';

const now = new Date('2026-01-10T12:00:00.000Z');
const TENANT = '01990000-0000-7000-8000-00000000beef';

/** A database with no end of notifications that were sent. */
const endless = () => {
  const asked: string[] = [];
  const id = '01990000-0000-7000-8000-000000000000';
  const row = { id, statuses: ['sent'], channels: ['email'] };
  const query = async (text: string) => {
    asked.push(text);
    return { rows: Array.from({ length: 500 }, () => row) };
  };
  return { asked, database: { pool: { query } } as unknown as Database };
};

test('a search for what is not there ends after 10,000 rows, and says where it goes on', async () => {
  const { asked, database } = endless();
  const query = listQuery.parse({ status: 'failed' });
  const found = await searchNotifications({ database, now }, { tenantId: TENANT, query });
  expect(asked).toHaveLength(20);
  expect(found).toEqual({ ids: [], nextAfter: expect.any(String) });
});

test('a slow search ends within the time of a request, and says where it goes on', async () => {
  const { asked, database } = endless();
  let nowMs = 0;
  const query = listQuery.parse({ status: 'failed' });
  const deps = { database, now, nowMs: () => (nowMs += 300) };
  const found = await searchNotifications(deps, { tenantId: TENANT, query });
  expect(asked).toHaveLength(2);
  expect(found).toEqual({ ids: [], nextAfter: expect.any(String) });
});

test('what is looked at is not read whole: a page of large notifications stays small', async () => {
  const { asked, database } = endless();
  const query = listQuery.parse({ channel: 'sms' });
  await searchNotifications({ database, now }, { tenantId: TENANT, query });
  for (const text of asked) expect(text).not.toMatch(/request/);
});
