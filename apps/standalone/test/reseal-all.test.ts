import { randomBytes, randomUUID } from 'node:crypto';
import {
  DEFAULT_TENANT_ID,
  insertEventEndpoint,
  insertProviderAccount,
  listAllAccounts,
  listSealedEndpoints,
  openDatabase,
  rotateEventSecret,
} from '@carillon/repositories';
import { createSealer, openSealed, sealingKeys } from '@carillon/runtime';
import { createTestDatabase } from '@carillon/testing';
import { resealAll } from '../src/home/reseal-all.ts';

const key = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const sealerOf = (keys: string) => createSealer(sealingKeys().parse(keys));
const [first, second, lost] = [key('k1'), key('k2'), key('k3')];

test('after a rotation the new key opens everything, and what no key opens is named', async () => {
  const created = await createTestDatabase();
  const database = openDatabase({ url: created.url, applicationName: 'test' });
  const add = async (keys: string): Promise<string> => {
    const id = randomUUID();
    const place = { tenantId: DEFAULT_TENANT_ID, accountId: id, setting: 'password' };
    const sealed = { password: sealerOf(keys).seal(`secret of ${id}`, place) };
    const about = { id, tenantId: DEFAULT_TENANT_ID, name: id, provider: 'smtp', settings: {} };
    const rest = { channels: ['email'], ratePerSecond: null, deadlineMs: null } as const;
    await insertProviderAccount(database, { ...about, ...rest, sealed });
    return id;
  };
  const known = [await add(first), await add(first), await add(second)];
  const unknown = await add(lost);

  const rotate = () =>
    resealAll({ databaseUrl: created.url, credentialsKeys: `${second},${first}`, say: () => {} });
  expect(await rotate()).toEqual({ resealed: 2, left: [unknown] });
  expect(await rotate()).toEqual({ resealed: 0, left: [unknown] });
  const accounts = await listAllAccounts(database, { after: null, limit: 10 });
  for (const account of accounts.filter((a) => known.includes(a.id))) {
    expect(openSealed(sealerOf(second), account)).toEqual({ password: `secret of ${account.id}` });
    expect(account.version).toBe(1);
  }
  const { rows: entries } = await database.pool.query(
    `SELECT actor, action, after FROM audit_entry WHERE action <> 'provider_account_created'`,
  );
  const resealed = { actor: 'system', action: 'provider_account_resealed', after: null };
  expect(entries).toEqual([resealed, resealed]);
  await database.close();
  await created.drop();
});

test('both secrets of an event endpoint are sealed anew', async () => {
  const created = await createTestDatabase();
  const database = openDatabase({ url: created.url, applicationName: 'test' });
  const id = randomUUID();
  const place = { tenantId: DEFAULT_TENANT_ID, accountId: id, setting: 'secret' };
  const endpoint = { tenantId: DEFAULT_TENANT_ID, id, secret: sealerOf(first).seal('old', place) };
  const about = { url: 'https://shop.example.com/', types: ['delivery.sent'], description: null };
  await insertEventEndpoint(database, { ...endpoint, ...about });
  await rotateEventSecret(database, { ...endpoint, secret: sealerOf(first).seal('new', place) });

  const keys = { databaseUrl: created.url, credentialsKeys: `${second},${first}` };
  expect(await resealAll({ ...keys, say: () => {} })).toEqual({ resealed: 1, left: [] });
  const [sealed] = await listSealedEndpoints(database, { after: null, limit: 10 });
  const open = [sealed?.secret, sealed?.previousSecret].map((text) =>
    sealerOf(second).open(text ?? '', place),
  );
  expect(open).toEqual(['new', 'old']);
  await database.close();
  await created.drop();
});
