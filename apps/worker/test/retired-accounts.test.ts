import { eventually } from '@carillon/testing';
import { addMailAccount, setMailRoute } from './mail-accounts.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';

let old: MailSink;
let other: MailSink;
let worker: TestWorker;

beforeEach(async () => {
  [old, other] = [await openMailSink(), await openMailSink()];
  const allowed = [old, other].map(({ host, port }) => `${host}:${port}`);
  worker = await startTestWorker({ EGRESS_ALLOW: allowed.join(',') });
});
afterEach(async () => {
  await worker.stop();
  await old.close();
  await other.close();
});

const mail = (count: number) =>
  worker.accept(
    Array.from({ length: count }, (_, n) => ({
      channel: 'email' as const,
      address: `ada${n}@example.com`,
    })),
  );
const sent = (ids: readonly string[]) =>
  eventually(async () => {
    for (const id of ids) expect((await worker.delivery(id))['status']).toBe('sent');
  });

test('the connections of a deleted account are closed, and nobody else’s', async () => {
  const gone = await addMailAccount(worker, old);
  const kept = await addMailAccount(worker, other);
  await setMailRoute(worker, [gone]);
  await sent(await mail(3));
  await setMailRoute(worker, [kept]);
  await worker.database.pool.query('DELETE FROM provider_account WHERE id = $1', [gone]);
  await eventually(async () => {
    await sent(await mail(1));
    expect(other.connections()).toBeGreaterThan(0);
  });
  await eventually(() => expect(old.connections()).toBe(0));
  expect(other.connections()).toBeGreaterThan(0);
});

test('what an account has begun when it is changed ends there, and the rest goes out by the new one', async () => {
  const id = await addMailAccount(worker, old, { maxConnections: 1 });
  old.slowDown(300);
  const ids = await mail(4);
  await eventually(() => expect(old.begun()).toBe(1));
  await worker.database.pool.query(
    `UPDATE provider_account SET settings = jsonb_set(settings::jsonb, '{port}', $2::jsonb),
       version = version + 1 WHERE id = $1`,
    [id, String(other.port)],
  );
  await mail(1); // whoever loads the account anew retires the old one
  await sent(ids);
  await eventually(() => expect(old.connections()).toBe(0));
  expect(old.acceptedAtMs.length + other.acceptedAtMs.length).toBe(5);
  const { rows } = await worker.database.pool.query(
    'SELECT DISTINCT attempts FROM delivery WHERE id = ANY ($1::uuid[])',
    [ids],
  );
  expect(rows).toEqual([{ attempts: 1 }]);
});
