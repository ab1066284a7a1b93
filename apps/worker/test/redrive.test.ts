import { randomUUID } from 'node:crypto';
import {
  countRedrivable,
  DEFAULT_TENANT_ID,
  findRedrive,
  openRedrive,
  type RedriveRecord,
} from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { countDead, seedDeadLetters } from './dead-letters.ts';
import { type Endpoint, openEndpoint } from './open-endpoint.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';

const tenantId = DEFAULT_TENANT_ID;

let endpoint: Endpoint;
let worker: TestWorker;
beforeAll(async () => {
  endpoint = await openEndpoint();
  worker = await startTestWorker({ EGRESS_ALLOW: endpoint.origin });
});
afterAll(async () => {
  await worker?.stop();
  await endpoint?.close();
});

interface How {
  readonly ratePerSecond: number;
  readonly canary: { share: number; maxFailureRate: number } | null;
}

/** Begins a redrive of all dead letters with this code, as the api does. */
const redrive = async (code: string, how: How): Promise<string> => {
  const nothing = { channel: null, provider: null, templateKey: null, templateVersion: null };
  const filter = { ...nothing, code, from: null, to: null, deliveryIds: null };
  const untilMs = performance.now() + 10_000;
  const found = await countRedrivable(worker.database, { tenantId, filter, untilMs });
  if (found === null) throw new Error('they were not counted in time');
  const id = randomUUID();
  await openRedrive(worker.database, { ...found, ...how, tenantId, id, filter });
  return id;
};

const ends = (id: string, expected: Partial<RedriveRecord>) =>
  eventually(
    async () =>
      expect(await findRedrive(worker.database, { tenantId, id })).toMatchObject(expected),
    { timeoutMs: 25_000 },
  );

test('of 10,000 only the canaries meet a provider that still fails, and the rest stays', async () => {
  await seedDeadLetters(worker.database, { count: 10_000, origin: endpoint.origin, code: 'down' });
  endpoint.answer(500);
  const canary = { share: 0.01, maxFailureRate: 0.2 };
  const id = await redrive('down', { ratePerSecond: 5_000, canary });
  await ends(id, { status: 'aborted', reason: 'failure_rate_exceeded', redriven: 100 });
  await ends(id, { failed: 100 });
  expect(endpoint.paths).toHaveLength(100);
  expect(await countDead(worker.database, 'down')).toBe(9_900);
  expect(await countDead(worker.database, 'http_500')).toBe(100);
});

test('where the canaries do well all follow, each once', async () => {
  endpoint.answer(200);
  const before = endpoint.paths.length;
  await seedDeadLetters(worker.database, { count: 1_500, origin: endpoint.origin, code: 'mended' });
  const id = await redrive('mended', {
    ratePerSecond: 5_000,
    canary: { share: 0.02, maxFailureRate: 0 },
  });
  await ends(id, { status: 'done', matched: 1_500, redriven: 1_500, failed: 0 });
  const called = endpoint.paths.slice(before);
  expect([called.length, new Set(called).size]).toEqual([1_500, 1_500]);
  expect(await countDead(worker.database, 'mended')).toBe(0);
});

test('the rate is kept within a tenth', async () => {
  endpoint.answer(200);
  await seedDeadLetters(worker.database, { count: 600, origin: endpoint.origin, code: 'paced' });
  const id = await redrive('paced', { ratePerSecond: 200, canary: null });
  await ends(id, { status: 'done', redriven: 600 });
  // The last step finds less than its rate allows.
  const { rows } = await worker.database.pool.query<{ rate: number }>(
    `SELECT (sum(n) / extract(epoch FROM max(at) - min(first)))::float8 AS rate FROM (
       SELECT redriven_at AS at, count(*) AS n, min(redriven_at) OVER () AS first,
         max(redriven_at) OVER () AS last
       FROM redrive WHERE run_id = $1 GROUP BY 1) step
     WHERE at > first AND at < last`,
    [id],
  );
  expect(rows[0]?.rate).toBeGreaterThan(180);
  expect(rows[0]?.rate).toBeLessThan(220);
});
