import { DEFAULT_TENANT_ID, oldestDueSeconds } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { addMailAccount, setMailRoute } from './mail-accounts.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';

let first: MailSink;
let second: MailSink;
let worker: TestWorker;
let accounts: string[];

beforeEach(async () => {
  [first, second] = await Promise.all([openMailSink(), openMailSink()]);
  const allowed = [first, second].map(({ host, port }) => `${host}:${port}`).join(',');
  worker = await startTestWorker({ EGRESS_ALLOW: allowed });
  accounts = [await addMailAccount(worker, first), await addMailAccount(worker, second)];
});
afterEach(async () => {
  await worker.stop();
  await Promise.all([first.close(), second.close()]);
});

const send = async (request = {}): Promise<string> => {
  const [id = ''] = await worker.accept([
    { channel: 'email', address: 'ada@example.com', request },
  ]);
  return id;
};
const becomes = (id: string, expected: Record<string, unknown>) =>
  eventually(async () => expect(await worker.delivery(id)).toMatchObject(expected), {
    timeoutMs: 15_000,
  });
const hops = async (id: string) =>
  (await worker.attempts(id)).map((a) => [
    accounts.indexOf(a['provider_account_id'] as string),
    a['outcome'],
    a['counted'],
  ]);
const circuitState = async (accountId?: string) =>
  (
    await worker.database.pool.query('SELECT state FROM circuit WHERE key = $1', [
      `account:${accountId}`,
    ])
  ).rows[0]?.state;

test('without a route the oldest account sends', async () => {
  const id = await send();
  await becomes(id, { status: 'sent' });
  expect(await hops(id)).toEqual([[0, 'accepted', true]]);
});

test('an account that is out of order hands over at once, in the same budget of attempts', async () => {
  await setMailRoute(worker, accounts);
  first.mood = 'unauthorized';
  const id = await send();
  await becomes(id, { status: 'sent', attempts: 1 });
  expect(await hops(id)).toEqual([
    [0, 'config', false],
    [1, 'accepted', true],
  ]);
  expect(await circuitState(accounts[0])).toBe('open');
});

test('while its circuit is open nobody asks the first account', async () => {
  await setMailRoute(worker, accounts);
  first.mood = 'unauthorized';
  await becomes(await send(), { status: 'sent' });
  const begun = first.begun();
  const later = await send();
  await becomes(later, { status: 'sent', attempts: 1 });
  expect(await hops(later)).toEqual([[1, 'accepted', true]]);
  expect(first.begun()).toBe(begun);
});

test('two transient failures of one account hand over to the next', async () => {
  await setMailRoute(worker, accounts);
  first.mood = 'transient';
  const id = await send({ retry: { maxAttempts: 5, baseMs: 100 } });
  await becomes(id, { status: 'sent', attempts: 3 });
  expect(await hops(id)).toEqual([
    [0, 'transient', true],
    [0, 'transient', true],
    [1, 'accepted', true],
  ]);
});

test('row 33: with nobody else the circuit holds, burns no attempt, and lets go when the account is back', async () => {
  first.mood = 'unauthorized';
  const ids = await Promise.all(Array.from({ length: 5 }, () => send()));
  await eventually(async () => expect(await circuitState(accounts[0])).toBe('open'));
  const later = await send();
  first.mood = 'accept';
  await worker.database.pool.query('UPDATE circuit SET next_probe_at = now()');
  for (const id of [...ids, later]) await becomes(id, { status: 'sent', attempts: 1 });
  expect(await circuitState(accounts[0])).toBe('closed');
  expect(await hops(later)).toEqual([[0, 'accepted', true]]);
});

test('a probe that fails keeps the circuit open and counts no attempt', async () => {
  first.mood = 'unauthorized';
  await send();
  await eventually(async () => expect(await circuitState(accounts[0])).toBe('open'));
  first.mood = 'transient';
  const begun = first.begun();
  const held = await send();
  await worker.database.pool.query('UPDATE circuit SET next_probe_at = now()');
  await eventually(() => expect(first.begun()).toBe(begun + 1));
  await eventually(async () => expect(await circuitState(accounts[0])).toBe('open'));
  await becomes(held, { attempts: 0 });
  expect(await circuitState(accounts[0])).toBe('open');
});

test('what cannot be sent for want of its history goes back with its attempt', async () => {
  await setMailRoute(worker, accounts);
  first.mood = 'transient';
  const id = await send({ deliveryMode: 'at_most_once', retry: { maxAttempts: 5, baseMs: 1_000 } });
  await becomes(id, { status: 'retrying', attempts: 1 });
  first.mood = 'accept';
  const client = await worker.database.pool.connect();
  await client.query('BEGIN; LOCK TABLE attempt IN ACCESS EXCLUSIVE MODE');
  await becomes(id, { status: 'sending', attempts: 2 });
  await becomes(id, { status: 'retrying', attempts: 1, calls: 1 });
  await client.query('COMMIT');
  client.release();
  await becomes(id, { status: 'sent', attempts: 2 });
  expect(await worker.delivery(id)).toMatchObject({ crashes: 0 });
});

const later = () => new Date(Date.now() + 3_600_000);
const openUntil = (accountId: string | undefined, probeIn: string) =>
  worker.database.pool.query(
    `INSERT INTO circuit (key, account_id, state, opened_at, next_probe_at)
     VALUES ($1, $2, 'open', now(), now() + $3::interval)`,
    [`account:${accountId}`, accountId, probeIn],
  );
const openForProbe = (accountId?: string) => openUntil(accountId, '0 s');

test('a probe is judged by its own account’s answer, not by that of another', async () => {
  await setMailRoute(worker, accounts);
  const [probed, other] = accounts;
  const [id = ''] = await worker.accept(
    [
      {
        channel: 'email',
        address: 'ada@example.com',
        delivery: { status: 'scheduled', dueAt: later() },
      },
    ],
    { riding: false },
  );
  // A call whose outcome is unknown is repeated by the same account or by none.
  await worker.database.pool.query(
    `INSERT INTO attempt (delivery_id, lease_token, tenant_id, started_at, duration_ms, number, counted,
       outcome, provider_account_id)
     SELECT id, 1, tenant_id, now(), 1, 1, true, 'ambiguous', $2 FROM delivery WHERE id = $1`,
    [id, other],
  );
  await openForProbe(probed);
  await worker.database.pool.query(
    `UPDATE delivery SET status = 'retrying', calls = 1, attempts = 1, lease_token = 1, due_at = now() WHERE id = $1`,
    [id],
  );
  await becomes(id, { status: 'sent', attempts: 2 });
  expect(second.acceptedAtMs).toHaveLength(1);
  await eventually(async () => expect(await circuitState(probed)).toBe('open'));
});

test('the right to probe goes on at once from a delivery that is held for another reason', async () => {
  const caps = [{ channel: 'email', max: 1, windowSeconds: 86_400, overflow: 'defer' }];
  await worker.database.pool.query(
    'INSERT INTO tenant_setting (tenant_id, settings) VALUES ($1, $2)',
    [DEFAULT_TENANT_ID, JSON.stringify({ caps })],
  );
  await becomes(await send(), { status: 'sent' });
  await openForProbe(accounts[0]);
  // Due once the worker has seen the circuit.
  const dueAt = new Date(Date.now() + 1_000);
  const [held = ''] = await worker.accept(
    [{ channel: 'email', address: 'ada@example.com', delivery: { status: 'queued', dueAt } }],
    { riding: false },
  );
  await becomes(held, { status: 'scheduled', attempts: 0 });
  const [id = ''] = await worker.accept([{ channel: 'email', address: 'bob@example.com' }]);
  await becomes(id, { status: 'sent', attempts: 1 });
  expect(first.acceptedAtMs).toHaveLength(2);
});

test('what waits for an account that is shut is not overdue', async () => {
  await Promise.all(accounts.map((id) => openUntil(id, '1 hour')));
  // Due once the worker has seen the circuits.
  const order = { channel: 'email', address: 'ada@example.com' } as const;
  const dueAt = new Date(Date.now() + 1_000);
  const [id = ''] = await worker.accept([{ ...order, delivery: { dueAt } }], { riding: false });
  await eventually(async () => {
    expect(Date.now()).toBeGreaterThan(dueAt.getTime() + 500);
    expect(await oldestDueSeconds(worker.database, null)).toBe(0);
  });
  expect(await worker.delivery(id)).toMatchObject({ status: 'queued', attempts: 0 });
});
