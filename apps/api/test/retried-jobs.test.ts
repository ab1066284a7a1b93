import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openProducer, type Producer } from '@carillon/queue';
import { readInstallation } from '@carillon/repositories';
import { hashPassword } from '@carillon/runtime';
import { eventually } from '@carillon/testing';
import { type Cluster, type ClusterApi, startCluster } from './start-cluster.ts';

let cluster: Cluster;
let api: ClusterApi;
let producer: Producer;
let receiver: Server;
/** Every call that a provider got. */
const ledger: string[] = [];

beforeAll(async () => {
  receiver = createServer((req, res) => {
    ledger.push(String(req.headers['webhook-id']));
    res.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  cluster = await startCluster();
  const env = { EGRESS_ALLOW: receiverUrl() };
  const OPERATORS = `ada:operator:${await hashPassword('open sesame')}`;
  [api] = await Promise.all([
    cluster.startApi({ env: { ...env, OPERATORS } }),
    cluster.startWorker(env),
  ]);
  const { id: installationId } = await readInstallation(cluster.database);
  const { url: redisUrl } = cluster.redis;
  producer = openProducer({ redisUrl, installationId, onError: () => {} });
  await eventually(() => producer.isUp());
});
afterAll(async () => {
  await producer.close();
  await cluster.stop();
  receiver.close();
});

const receiverUrl = (): string => {
  const { port } = receiver.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};

const press = async (jobId: string, button: 'retry' | 'promote'): Promise<number> => {
  const authorization = `Basic ${Buffer.from('ada:open sesame').toString('base64')}`;
  const path = `/admin/queues/api/queues/webhook/${jobId}/${button}`;
  return (await fetch(api.url + path, { method: 'PUT', headers: { authorization } })).status;
};

interface SentDelivery {
  readonly id: string;
  readonly tenantId: string;
}

/** Sends a notification and waits until its delivery is recorded as sent and its job is gone. */
const sendOne = async (): Promise<SentDelivery> => {
  const response = await fetch(`${api.url}/api/v1/notifications`, {
    method: 'POST',
    headers: { authorization: `Bearer ${cluster.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      to: { webhookUrl: `${receiverUrl()}/hook` },
      channels: ['webhook'],
      content: { body: 'once' },
    }),
  });
  expect(response.status).toBe(202);
  const sent = async (): Promise<SentDelivery | undefined> => {
    const { rows } = await cluster.database.pool.query(
      `SELECT id, tenant_id AS "tenantId" FROM delivery WHERE status IN ('sent', 'delivered')`,
    );
    return rows[0];
  };
  await eventually(async () => (await sent()) !== undefined);
  return (await sent()) as SentDelivery;
};

test('row 40: Bull Board’s “promote” and “retry” of a sent job send nothing a second time', async () => {
  const { id, tenantId } = await sendOne();
  expect(ledger).toHaveLength(1);
  const { webhook } = producer.queues;
  // A job that should not exist any more, as if Redis had come back from an old copy.
  const dispatchId = '01990000-0000-7000-8000-00000000dead';
  const job = await webhook.add(
    'dispatch',
    { dispatchId, tenantId, deliveryIds: [id] },
    { jobId: dispatchId, priority: 3, delay: 3_600_000, removeOnComplete: false },
  );
  const finishedAt = async (): Promise<number> =>
    (await webhook.getJob(dispatchId))?.finishedOn ?? 0;
  expect(await press(dispatchId, 'promote')).toBe(204);
  await eventually(async () => (await finishedAt()) > 0);
  const firstAt = await finishedAt();
  expect(await press(dispatchId, 'retry')).toBe(204);
  await eventually(async () => (await finishedAt()) > firstAt);
  expect(await job.getState()).toBe('completed');
  expect(ledger).toHaveLength(1);
  const { rows } = await cluster.database.pool.query('SELECT count(*)::int AS calls FROM attempt');
  expect(rows).toEqual([{ calls: 1 }]);
});
