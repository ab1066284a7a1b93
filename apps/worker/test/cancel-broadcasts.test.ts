import {
  cancelBatch,
  type Database,
  DEFAULT_TENANT_ID,
  openDatabase,
} from '@carillon/repositories';
import { silentLogger, systemClock } from '@carillon/runtime';
import { createTestDatabase } from '@carillon/testing';
import { cancelBroadcastsChore } from '../src/chores/cancel-broadcasts.ts';
import { fanOutChore } from '../src/chores/fan-out.ts';
import { acceptBroadcast, makeTopic, statesOf } from './broadcasts.ts';

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = () => created.drop();
  database = openDatabase({ url: created.url, applicationName: 'worker-test' });
});
afterAll(async () => {
  await database?.close();
  await drop?.();
});

test('what the api had no time to cancel is cancelled by a worker', async () => {
  await makeTopic(database, 'large', 30);
  const id = await acceptBroadcast(database, 'large', { channels: ['in_app'] });
  const nothing = () => {};
  const deps = { database, clock: systemClock(), log: silentLogger };
  const fanOut = fanOutChore({ ...deps, wakeDispatch: nothing, again: nothing });
  expect(await fanOut.pass()).toEqual({ members: 30 });
  await cancelBatch(database, { tenantId: DEFAULT_TENANT_ID, id, untilMs: 0 });
  expect(await statesOf(database, id)).toEqual({ 'in_app queued': 30 });

  const chore = cancelBroadcastsChore(database);
  expect(await chore.pass()).toBeNull(); // the api may be at it still
  await database.pool.query(`UPDATE broadcast SET finished_at = finished_at - interval '1 minute',
    cancelled_at = cancelled_at - interval '1 minute'`);
  expect(await chore.pass()).toEqual({ cancelled: 30 });
  expect(await statesOf(database, id)).toEqual({ 'in_app cancelled': 30 });
  expect(await chore.pass()).toBeNull();
});
