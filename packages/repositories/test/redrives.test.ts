import { randomUUID } from 'node:crypto';
import {
  abortRedrive,
  countRedrivable,
  DEFAULT_TENANT_ID,
  findRedrive,
  openRedrive,
  stepRedrive,
  type NewRedrive,
} from '../src/index.ts';
import { bury, giveUp, withCode } from './dead-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;

const count = async (code: string) => {
  const untilMs = performance.now() + 10_000;
  const found = await countRedrivable(database(), { tenantId, filter: withCode(code), untilMs });
  if (found === null) throw new Error('they were not counted in time');
  return found;
};

const begin = async (code: string, parts: Partial<NewRedrive> = {}): Promise<string> => {
  const id = randomUUID();
  const how = { ratePerSecond: 5_000, canary: null, ...parts };
  const found = await count(code);
  await openRedrive(database(), { ...found, ...how, tenantId, id, filter: withCode(code) });
  return id;
};

/** Its turn is now, and nobody else's; what its rate makes it wait for is not waited for. */
const hurry = (id: string) =>
  database().pool.query(
    `UPDATE redrive_run SET paid_until = now() - interval '2 s',
       turn_at = CASE WHEN id = $1 THEN now() END`,
    [id],
  );

const stepOnce = async (id: string) => {
  await hurry(id);
  return stepRedrive(database());
};

const find = (id: string) => findRedrive(database(), { tenantId, id });

const redrivesOf = async (deliveryIds: readonly string[]): Promise<Record<string, number>> => {
  const { rows } = await database().pool.query<{ redrives: number; n: number }>(
    `SELECT redrives, count(*)::int AS n FROM delivery WHERE id = ANY ($1::uuid[]) GROUP BY 1`,
    [deliveryIds],
  );
  return Object.fromEntries(rows.map(({ redrives, n }) => [redrives, n]));
};

test('workers that are cut off in the middle of a run redrive none twice and leave none out', async () => {
  const ids = await bury(database(), { count: 3_000, code: 'cut' });
  const id = await begin('cut');
  const cutOff = () =>
    database().pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
         AND pid <> pg_backend_pid() AND state <> 'idle'`,
    );
  let cuts = 0;
  for (let round = 0; (await find(id))?.redriven !== 3_000; round += 1) {
    const steps = [stepOnce(id), stepOnce(id), stepOnce(id)].map((step) => step.catch(() => null));
    if (round % 2 === 0) cuts += (await cutOff()).rowCount ?? 0;
    await Promise.all(steps);
  }
  expect(cuts).toBeGreaterThan(0);
  expect(await redrivesOf(ids)).toEqual({ 1: 3_000 });
  const { rows } = await database().pool.query('SELECT FROM redrive WHERE run_id = $1', [id]);
  expect(rows).toHaveLength(3_000);
});

test('one that dies again during a run is not redriven by it again', async () => {
  const ids = await bury(database(), { count: 3, code: 'again' });
  const id = await begin('again');
  await stepOnce(id);
  await giveUp(database(), ids, 'again');
  expect(await stepOnce(id)).toMatchObject({ runId: id, status: 'done' });
  expect(await find(id)).toMatchObject({ redriven: 3, failed: 3 });
  expect(await redrivesOf(ids)).toEqual({ 1: 3 });
});

test('canaries are taken from the whole of it', async () => {
  const ids = await bury(database(), { count: 200, code: 'sampled' });
  await database().pool.query(
    `UPDATE dead_letter SET dead_at = now() - interval '1 h' + n * interval '1 s'
     FROM unnest($1::uuid[]) WITH ORDINALITY AS of(id, n) WHERE delivery_id = of.id`,
    [ids],
  );
  const id = await begin('sampled', { canary: { share: 0.05, maxFailureRate: 0 } });
  const taken = await stepOnce(id);
  const places = taken?.deliveryIds.map((one) => ids.indexOf(one)).toSorted((a, b) => a - b);
  expect(places).toEqual([0, 20, 40, 60, 80, 100, 120, 140, 160, 180]);
});

test('what is not to be redriven is left out, each by its reason', async () => {
  const past = '2020-01-01T00:00:00.000Z';
  const expired = await bury(database(), { count: 1, code: 'left', request: { expiresAt: past } });
  const [often, gone, unwanted, fine] = await bury(database(), { count: 4, code: 'left' });
  const { pool } = database();
  await pool.query('UPDATE delivery SET redrives = 10 WHERE id = $1', [often]);
  await pool.query('UPDATE delivery SET address = NULL WHERE id = $1', [gone]);
  await pool.query(
    `INSERT INTO suppression (tenant_id, channel, address_key, address, reason)
     SELECT tenant_id, channel, lower(address), address, 'bounced' FROM delivery WHERE id = $1`,
    [unwanted],
  );
  const leftOut = { expired: 1, redrive_limit: 1, erased: 1, suppressed: 1 };
  expect(await count('left')).toMatchObject({ matched: 5, leftOut });
  const id = await begin('left');
  expect((await stepOnce(id))?.deliveryIds).toEqual([fine]);
  expect(await redrivesOf(expired)).toEqual({ 0: 1 });
});

test('a caller’s end that is still ahead stays his', async () => {
  const expiresAt = '2099-01-01T00:00:00.000Z';
  const [own] = await bury(database(), { count: 1, code: 'ends', request: { expiresAt } });
  await stepOnce(await begin('ends'));
  const { rows } = await database().pool.query('SELECT expires_at FROM delivery WHERE id = $1', [
    own,
  ]);
  expect(rows).toEqual([{ expires_at: new Date(expiresAt) }]);
});

test('a run that finds nothing is done', async () => {
  const id = await begin('nothing', { canary: { share: 0.01, maxFailureRate: 0 } });
  await stepOnce(id);
  await stepOnce(id);
  expect(await find(id)).toMatchObject({ status: 'done', matched: 0, redriven: 0 });
});

test('nobody else’s dead letters are touched', async () => {
  const other = randomUUID();
  await database().pool.query('INSERT INTO tenant (id, name) VALUES ($1, $2)', [other, other]);
  const theirs = await bury(database(), { count: 2, code: 'shared', tenantId: other });
  const ours = await bury(database(), { count: 2, code: 'shared' });
  const id = await begin('shared');
  await stepOnce(id);
  expect(await find(id)).toMatchObject({ matched: 2, redriven: 2 });
  expect(await redrivesOf(ours)).toEqual({ 1: 2 });
  expect(await redrivesOf(theirs)).toEqual({ 0: 2 });
});

test('nothing more is redriven once it is aborted', async () => {
  const ids = await bury(database(), { count: 30, code: 'stopped' });
  const id = await begin('stopped', { canary: { share: 0.3, maxFailureRate: 1 } });
  await stepOnce(id);
  await abortRedrive(database(), { tenantId, id });
  await stepOnce(id);
  expect(await find(id)).toMatchObject({
    status: 'aborted',
    reason: 'abort_requested',
    redriven: 9,
  });
  expect(await redrivesOf(ids)).toEqual({ 0: 21, 1: 9 });
});

test('a dead letter knows the template and the end of a broadcast’s member', async () => {
  const batchId = randomUUID();
  const shared = { template: { key: 'news', version: 4 }, expiresAt: '2099-01-01T00:00:00.000Z' };
  await database().pool.query(
    `INSERT INTO broadcast (tenant_id, batch_id, topic_id, priority, channels, expires_at, request)
     VALUES ($1, $2, $2, 3, 1, now(), $3)`,
    [tenantId, batchId, JSON.stringify(shared)],
  );
  const request = { to: {}, broadcast: batchId };
  const member = await bury(database(), { count: 1, code: 'made', request });
  const { pool } = database();
  await pool.query('UPDATE notification SET batch_id = $2 WHERE id = notification_id_of($1)', [
    member[0],
    batchId,
  ]);
  await pool.query('DELETE FROM dead_letter WHERE delivery_id = $1', [member[0]]);
  await giveUp(database(), member, 'member');
  const { rows } = await pool.query(
    `SELECT template_key, template_version, expires_at FROM dead_letter WHERE code = 'member'`,
  );
  const expiresAt = new Date(shared.expiresAt);
  expect(rows).toEqual([{ template_key: 'news', template_version: 4, expires_at: expiresAt }]);
});
