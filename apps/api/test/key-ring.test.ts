import { crc32 } from 'node:zlib';
import { generateApiKey, openDatabase, parseApiKey, seedApiKey } from '@carillon/repositories';
import { silentLogger, systemClock } from '@carillon/runtime';
import { createTestDatabase, eventually, type TestDatabase } from '@carillon/testing';
import { openKeyRing } from '../src/auth/open-key-ring.ts';

let created: TestDatabase;
let database: ReturnType<typeof openDatabase>;
beforeAll(async () => {
  created = await createTestDatabase();
  database = openDatabase({ url: created.url, applicationName: 'find-key-test' });
});
afterAll(async () => {
  await database.close();
  await created.drop();
});

const open = async () => {
  const key = generateApiKey();
  await seedApiKey(created.url, { key, name: 'test', scopes: ['notifications:read'] });
  const time = { ms: 0 };
  const monotonicMs = () => time.ms;
  const ring = openKeyRing({
    database,
    clock: systemClock(),
    log: silentLogger,
    monotonicMs,
  });
  expect(await ring.find(key, {})).not.toBeNull();
  const revoke = () =>
    database.pool.query('UPDATE api_key SET revoked_at = now() WHERE prefix = $1', [
      key.slice(9, 17),
    ]);
  return { key, time, ring, revoke };
};

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The one key's prefix with the other's secret, and a checksum that fits. */
const withSecretOf = (key: string, other: string): string => {
  const body = `${key.slice(9, 17)}_${other.slice(18, 61)}`;
  let checksum = '';
  for (let rest = crc32(body); checksum.length < 6; rest = Math.floor(rest / 62)) {
    checksum = (DIGITS[rest % 62] ?? '') + checksum;
  }
  return `cln_live_${body}${checksum}`;
};

test('a known key is good at once, without a look into the database', async () => {
  const { key, time, ring } = await open();
  time.ms = 9_999;
  expect(ring.find(key, {})).toMatchObject({ id: expect.any(String) });
});

test('a revoked key ends within 30 s, however busy it is', async () => {
  const { key, time, ring, revoke } = await open();
  await revoke();
  time.ms = 10_000;
  expect(ring.find(key, {})).not.toBeNull();
  await eventually(async () => expect(await ring.find(key, {})).toBeNull());
});

test('a revoked key that was silent for a while is asked for before it is let in', async () => {
  const { key, time, ring, revoke } = await open();
  await revoke();
  time.ms = 25_000;
  expect(await ring.find(key, {})).toBeNull();
});

test('a wrong secret under a known prefix is no key, and takes nothing from the right one', async () => {
  const { key, ring } = await open();
  const forged = withSecretOf(key, generateApiKey());
  expect(parseApiKey(forged)).not.toBeNull();
  expect(await ring.find(forged, {})).toBeNull();
  expect(ring.find(key, {})).toMatchObject({ id: expect.any(String) });
});

test('a key that has expired ends at that moment', async () => {
  const { key } = await open();
  await database.pool.query('UPDATE api_key SET expires_at = now() WHERE prefix = $1', [
    key.slice(9, 17),
  ]);
  const fresh = openKeyRing({ database, clock: systemClock(), log: silentLogger });
  expect(await fresh.find(key, {})).toBeNull();
});

test('a key with a list of addresses is good from there and from nowhere else', async () => {
  const { key } = await open();
  await database.pool.query('UPDATE api_key SET allowed_ips = $2 WHERE prefix = $1', [
    key.slice(9, 17),
    ['10.0.0.0/8'],
  ]);
  const fresh = openKeyRing({ database, clock: systemClock(), log: silentLogger });
  expect(await fresh.find(key, { ip: '11.0.0.1' })).toBeNull();
  expect(await fresh.find(key, { ip: '10.1.2.3' })).not.toBeNull();
  expect(await fresh.find(key, { ip: '11.0.0.1' })).toBeNull();
  expect(fresh.find(key, { ip: '::ffff:10.1.2.3' })).toMatchObject({ id: expect.any(String) });
});

test('a known key used from elsewhere is looked up no more once too many from there have failed', async () => {
  const { key } = await open();
  await database.pool.query('UPDATE api_key SET allowed_ips = $2 WHERE prefix = $1', [
    key.slice(9, 17),
    ['10.0.0.0/8'],
  ]);
  const unwelcome = new Error('too many');
  const assertWelcome = (ip: string | undefined): void => {
    if (ip === '11.0.0.1') throw unwelcome;
  };
  const parts = { database, clock: systemClock(), log: silentLogger, assertWelcome };
  const fresh = openKeyRing(parts);
  expect(await fresh.find(key, { ip: '10.1.2.3' })).not.toBeNull();
  expect(() => fresh.find(key, { ip: '11.0.0.1' })).toThrow(unwelcome);
  expect(fresh.find(key, { ip: '10.1.2.3' })).toMatchObject({ id: expect.any(String) });
});

test('a key brings its own rate limit', async () => {
  const { key } = await open();
  const rateLimit = { perSecond: 5, burst: 10 };
  await database.pool.query('UPDATE api_key SET rate_limit = $2 WHERE prefix = $1', [
    key.slice(9, 17),
    JSON.stringify(rateLimit),
  ]);
  const fresh = openKeyRing({ database, clock: systemClock(), log: silentLogger });
  expect(await fresh.find(key, {})).toMatchObject({ rateLimit });
});

test('what was changed here is asked for again, even what was being read at that moment', async () => {
  const { key, time, ring, revoke } = await open();
  time.ms = 10_000;
  expect(ring.find(key, {})).not.toBeNull(); // and is read again behind this
  const { id } = (await ring.find(key, {})) ?? { id: '' };
  await revoke();
  ring.forget(id);
  expect(await ring.find(key, {})).toBeNull();
});

test('after a change elsewhere each key is asked for before it is let in, and then known again', async () => {
  const { key, ring, revoke } = await open();
  ring.doubtAll();
  expect(await ring.find(key, {})).not.toBeNull();
  expect(ring.find(key, {})).toMatchObject({ id: expect.any(String) });
  await revoke();
  ring.doubtAll();
  expect(await ring.find(key, {})).toBeNull();
});
