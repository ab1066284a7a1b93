import { DEFAULT_TENANT_ID, dropDay, listOldDays, openDatabase } from '@carillon/repositories';
import { openCarillon, type Carillon } from '../installation/open-carillon.ts';
import { seedOldRows } from '../installation/seed-old-rows.ts';
import { startProgram } from '../processes/start-program.ts';
import type { LoadCalls } from '../programs/load.ts';
import { atLeast, atMost, type Benchmark } from './benchmark.ts';
import { batchBody, EMAIL, singleBody } from './bodies.ts';

const OLD = 10_000_000;
const DAYS = 40;
const COUNT = 20_000;
const BATCH = 1_000;
const CONNECTIONS = 50;
const BATCH_CONNECTIONS = 4;
/** A drop of a day may keep others waiting for less than this. */
const MOST_MS = 1_000;
const BODIES = Array.from({ length: 100 }, (_, i) => singleBody(EMAIL, i));

/** Accepting and delivering beside ten million old notifications, against an empty database. */
export const oldRows: Benchmark = {
  rows: [
    { name: 'old-rows-accept', unit: 'requests/s', goal: atLeast(0.9) },
    { name: 'old-rows-end-to-end', unit: 'notifications/s', goal: atLeast(0.9) },
    { name: 'old-rows-drop-day', unit: 'ms', goal: atMost(1) },
  ],
  items: 2 * COUNT,
  open: async (stage, closers) => {
    const accounts = [{ provider: 'noop', channels: ['email'], settings: {} }];
    const full = await openCarillon(stage, closers, {
      accounts,
      prepare: (url) =>
        seedOldRows(url, DEFAULT_TENANT_ID, { count: OLD, days: DAYS, say: stage.say }),
    });
    const empty = await openCarillon(stage, closers, { accounts });
    const load = startProgram<LoadCalls>(closers, 'load');
    const database = openDatabase({ url: full.databaseUrl, applicationName: 'bench-drop' });
    closers.add(() => database.close());

    const run = async (carillon: Carillon): Promise<readonly number[]> => {
      const target = { origin: carillon.apiUrl, key: carillon.apiKey };
      const path = '/api/v1/notifications';
      const singles = { ...target, path, bodies: BODIES, count: COUNT, connections: CONNECTIONS };
      const { seconds } = await load.call('run', singles);
      await carillon.drained();
      const begun = performance.now();
      await load.call('run', {
        ...target,
        path: `${path}/batch`,
        bodies: [batchBody(EMAIL, BATCH)],
        count: COUNT / BATCH,
        connections: BATCH_CONNECTIONS,
      });
      await carillon.drained();
      return [COUNT / seconds, COUNT / ((performance.now() - begun) / 1_000)];
    };
    const dropOldest = async (): Promise<number> => {
      const [day] = await listOldDays(database, 'notifications', 1);
      if (day === undefined) throw new Error('no old day is left to drop');
      const begun = performance.now();
      const dropped = await dropDay(database, 'notifications', day);
      if (dropped !== 'dropped') throw new Error(`the drop of a day ended as ${dropped}`);
      return performance.now() - begun;
    };
    return {
      ours: async () => [...(await run(full)), await dropOldest()],
      baseline: async () => [...(await run(empty)), MOST_MS],
    };
  },
};
