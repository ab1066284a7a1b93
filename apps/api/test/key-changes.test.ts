import { randomUUID } from 'node:crypto';
import { DEFAULT_TENANT_ID, generateApiKey, insertApiKey } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { type Cluster, type ClusterApi, startCluster } from './start-cluster.ts';

/** A key that is in use is asked for anew within a second of a change; 30 s are promised. */
const SOON_MS = 5_000;

let cluster: Cluster;
let one: ClusterApi;
let other: ClusterApi;
beforeAll(async () => {
  cluster = await startCluster();
  [one, other] = await Promise.all([cluster.startApi(), cluster.startApi()]);
});
afterAll(() => cluster.stop());

const makeKey = async (): Promise<{ id: string; key: string }> => {
  const key = generateApiKey();
  const limits = { rateLimit: null, allowedIps: null, expiresAt: null };
  const scopes = ['notifications:read', 'keys:write'];
  const about = { id: randomUUID(), tenantId: DEFAULT_TENANT_ID, name: 'black box', scopes };
  const { id } = await insertApiKey(cluster.database, { ...about, ...limits, key });
  return { id, key };
};

const call = (api: ClusterApi, key: string, method: string, path: string, body?: object) =>
  fetch(`${api.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const statusAt = async (api: ClusterApi, key: string): Promise<number> => {
  const reply = await call(api, key, 'GET', '/notifications?limit=1');
  await reply.arrayBuffer();
  return reply.status;
};

const refusedAt = (api: ClusterApi, key: string, timeoutMs = SOON_MS): Promise<unknown> =>
  eventually(async () => expect(await statusAt(api, key)).toBe(401), { timeoutMs, everyMs: 50 });

const rotate = async (id: string, key: string, graceSeconds: number): Promise<string> => {
  const reply = await call(one, key, 'POST', `/api-keys/${id}/rotate`, { graceSeconds });
  expect(reply.status).toBe(200);
  return ((await reply.json()) as { key: string }).key;
};

test('a key that one process revokes ends in the other within seconds, however busy it is', async () => {
  const { id, key } = await makeKey();
  expect([await statusAt(one, key), await statusAt(other, key)]).toEqual([200, 200]);
  expect((await call(one, key, 'DELETE', `/api-keys/${id}`)).status).toBe(204);
  expect(await statusAt(one, key)).toBe(401);
  await refusedAt(other, key);
});

test('a key that one process rotates works in the other until its grace ends, and no longer', async () => {
  const { id, key } = await makeKey();
  expect(await statusAt(other, key)).toBe(200);
  const begunMs = performance.now();
  const next = await rotate(id, key, 3);
  expect([await statusAt(other, key), await statusAt(other, next)]).toEqual([200, 200]);
  await refusedAt(other, key, 3_000 + SOON_MS);
  expect(performance.now() - begunMs).toBeGreaterThan(2_900);
  expect(await statusAt(other, next)).toBe(200);
});

test('a key that is rotated without a grace ends in the other within seconds', async () => {
  const { id, key } = await makeKey();
  expect(await statusAt(other, key)).toBe(200);
  const next = await rotate(id, key, 0);
  await refusedAt(other, key);
  expect(await statusAt(other, next)).toBe(200);
});
