import { randomUUID } from 'node:crypto';
import {
  DEFAULT_TENANT_ID,
  deleteSuppression,
  endOptOut,
  listSuppressions,
  putOptOut,
  putSuppression,
} from '../src/index.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

test('START ends what STOP began, and nothing that somebody entered', async () => {
  const entry = {
    tenantId: DEFAULT_TENANT_ID,
    channel: 'sms',
    category: null,
    until: null,
  } as const;
  await putSuppression(database(), { ...entry, address: '+15550001', reason: '21610' });
  await putSuppression(database(), { ...entry, address: '+15550002', reason: 'by hand' });
  expect(await endOptOut(database(), { ...entry, address: '+15550001' })).toBe(true);
  expect(await endOptOut(database(), { ...entry, address: '+15550002' })).toBe(false);
  expect(await deleteSuppression(database(), { ...entry, address: '+15550002' })).toBe(true);
});

test('STOP leaves what somebody entered for good, and makes good what was to end', async () => {
  const entry = { tenantId: DEFAULT_TENANT_ID, channel: 'sms', category: null } as const;
  const [forGood, toEnd] = ['+15550011', '+15550012'];
  const until = new Date(Date.now() + 60_000);
  await putSuppression(database(), { ...entry, address: forGood, reason: 'by hand', until: null });
  await putSuppression(database(), { ...entry, address: toEnd, reason: 'by hand', until });
  for (const address of [forGood, toEnd]) await putOptOut(database(), { ...entry, address });
  const find = async (address: string) =>
    listSuppressions(database(), { ...entry, address, limit: 2, after: null });
  expect(await find(forGood)).toMatchObject([{ reason: 'by hand', until: null }]);
  expect(await find(toEnd)).toMatchObject([{ reason: 'opted_out', until: null }]);
});

test('suppressions are listed newest first, page by page', async () => {
  const tenantId = randomUUID();
  for (const n of [1, 2, 3]) {
    const address = `P${n}@Example.com`;
    const entry = { tenantId, channel: 'email', category: null, until: null } as const;
    await putSuppression(database(), { ...entry, address, reason: 'x' });
  }
  const query = { tenantId, channel: null, address: null, limit: 2 };
  const first = await listSuppressions(database(), { ...query, after: null });
  const rest = await listSuppressions(database(), { ...query, after: first[1]?.place ?? null });
  expect([...first, ...rest].map((s) => s.address)).toEqual([
    'P3@Example.com',
    'P2@Example.com',
    'P1@Example.com',
  ]);
});
