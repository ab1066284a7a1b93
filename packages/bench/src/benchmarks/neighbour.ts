import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import { openCarillon, type Carillon } from '../installation/open-carillon.ts';
import { startProgram } from '../processes/start-program.ts';
import type { LimitingSinkCalls } from '../programs/limiting-sink.ts';
import type { LoadCalls } from '../programs/load.ts';
import { percentile } from '../statistics/percentile.ts';
import { atMost, type Benchmark } from './benchmark.ts';
import { batchBody, singleBody, type Target } from './bodies.ts';

const COUNT = 600;
const PER_SECOND = 100;
const BACKLOG_BATCHES = 3;
const BATCH_SIZE = 1_000;
const POLL_MS = 10;
/** A tenth of a difference is noise; a fifth is the promise. */
const GOAL = 1.2;

const to = (url: string): Target => ({ channel: 'webhook', to: () => ({ webhookUrl: url }) });

const post = async (carillon: Carillon, key: string, body: string): Promise<string> => {
  const answer = await request(`${carillon.apiUrl}/api/v1/notifications/batch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
  });
  const { batchId } = (await answer.body.json()) as { batchId?: string };
  if (batchId === undefined) throw new Error(`a batch was answered ${answer.statusCode}`);
  return batchId;
};

const cancel = async (carillon: Carillon, key: string, batchId: string): Promise<void> => {
  const answer = await request(`${carillon.apiUrl}/api/v1/batches/${batchId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${key}` },
  });
  await answer.body.dump();
};

/**
 * POST → webhook received of one tenant, beside another whose endpoint takes fifty calls a second and
 * refuses the rest of a backlog of thousands, against the same tenant alone. It begins when the backlog
 * has met its limit: what accepting and first trying thousands costs a small machine is another row's.
 */
export const neighbour: Benchmark = {
  rows: [
    { name: 'neighbour-p50', unit: 'ms', goal: atMost(GOAL) },
    { name: 'neighbour-p99', unit: 'ms', goal: atMost(GOAL) },
  ],
  items: COUNT,
  open: async (stage, closers) => {
    const sink = startProgram<LimitingSinkCalls>(closers, 'limiting-sink');
    const origin = await sink.call('origin', undefined as never);
    const accounts = [{ provider: 'webhook', channels: ['webhook'], settings: {} }];
    const carillon = await openCarillon(stage, closers, { accounts, egressAllow: origin });
    const limitedKey = await carillon.addTenant('limited');
    const load = startProgram<LoadCalls>(closers, 'load');
    const bodies = Array.from({ length: 100 }, (_, i) => singleBody(to(`${origin}/well`), i));
    const backlog = batchBody(to(`${origin}/limited`), BATCH_SIZE);

    const delays = async (): Promise<number[]> => {
      const { begun } = await load.call('run', {
        origin: carillon.apiUrl,
        path: '/api/v1/notifications',
        key: carillon.apiKey,
        bodies,
        count: COUNT,
        connections: 10,
        perSecond: PER_SECOND,
      });
      return percentiles(begun);
    };
    const percentiles = async (begun: Readonly<Record<string, number>>): Promise<number[]> => {
      const arrivals = await sink.call('take', undefined as never);
      const delaysMs = Object.entries(begun).map(([id, at]) => (arrivals[id] ?? Infinity) - at);
      return [percentile(delaysMs, 0.5), percentile(delaysMs, 0.99)];
    };
    const refused = async (): Promise<void> => {
      while ((await sink.call('refused', undefined as never)) === 0) await delay(POLL_MS);
    };
    return {
      ours: async () => {
        const batches: string[] = [];
        for (let i = 0; i < BACKLOG_BATCHES; i += 1) {
          batches.push(await post(carillon, limitedKey, backlog));
        }
        await refused();
        while (await carillon.isDue()) await delay(POLL_MS);
        const figures = await delays();
        while (await carillon.isBusy()) {
          for (const id of batches) await cancel(carillon, limitedKey, id);
          await delay(POLL_MS);
        }
        return figures;
      },
      baseline: () => delays(),
    };
  },
};
