import { eventually } from '../../eventually.ts';
import { type Client, openClient } from '../client/open-client.ts';
import type { AppProcess } from '../cluster/app-process.ts';
import type { Lab } from '../cluster/lab.ts';
import { type Memory, watchMemory } from '../cluster/watch-memory.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import { memberAddress, seedTopic } from '../cluster/seed-topic.ts';
import type { Criterion, Fault } from '../fault.ts';

const PLANS = {
  quick: { warmUp: 2_000, members: 10_000, mostGrowth: 2 },
  normal: { warmUp: 40_000, members: 100_000, mostGrowth: 1.2 },
  long: { warmUp: 40_000, members: 500_000, mostGrowth: 1.2 },
} as const;

const CALL_MS = 1;
const PATIENCE_MS = 600_000;
const LOOK_EVERY_MS = 100;
/**
 * V8 lets a heap grow as long as it may; this one is collected, so that it shows what is held. The young
 * generation keeps its size: with a smaller one the workers spend four fifths of their time collecting.
 */
const SMALL_HEAP = { NODE_OPTIONS: '--max-old-space-size=160 --max-semi-space-size=16' };

interface Progress {
  readonly made: number;
  /** From acceptance until the last page, in ms; null while there are pages to come. */
  readonly fannedOutMs: number | null;
  /** From acceptance until the last delivery so far. */
  readonly sentMs: number;
}

const PROGRESS = `
SELECT made, (extract(epoch FROM finished_at - accepted_at) * 1000)::float8 AS "fannedOutMs",
  (SELECT (extract(epoch FROM max(sent_at) - accepted_at) * 1000)::float8 FROM delivery) AS "sentMs"
FROM broadcast WHERE batch_id = $1`;

const progressOf = async ({ record }: Lab, batchId: string): Promise<Progress> => {
  const { rows } = await record.query<Progress>(PROGRESS, [batchId]);
  return rows[0] as Progress;
};

/** Sends to everybody who hears a topic; what is asked for is one message to each. */
const broadcast = async (client: Client, topic: string, members: number): Promise<string> => {
  const asked = Array.from({ length: members }, (_, n) =>
    client.note({ channel: 'email', address: memberAddress(topic, n) }),
  );
  const body = {
    to: { topic },
    channels: ['email'],
    content: { title: 'News', body: 'There is.' },
  };
  const answer = await client.post('/notifications', body, topic);
  const { batchId } = answer.body as { batchId?: string };
  if (answer.status !== 202 || batchId === undefined) {
    throw new Error(`the api said ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  for (const one of asked) Object.assign(one, { notificationId: batchId, tries: 1 });
  return batchId;
};

interface BatchAnswer {
  readonly total: number;
  readonly counts: { readonly sent: number };
  readonly finishedAt: string | null;
}

const readBatch = async (url: string, key: string, id: string): Promise<BatchAnswer> => {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${url}/api/v1/batches/${id}`, { headers });
  if (!answer.ok) throw new Error(`the api said ${answer.status}`);
  return (await answer.json()) as BatchAnswer;
};

/** With how many members, and what each app has occupied at most. */
interface Occupied {
  readonly members: number;
  readonly memory: Memory;
}

const memoryCriteria = (few: Occupied, many: Occupied, mostGrowth: number): Criterion[] =>
  [...few.memory].map(([name, before]) => {
    const after = many.memory.get(name) ?? 0;
    const [less, more] = [before, after].map((mib) => `${mib.toFixed(0)} MiB`);
    const text = `${name}: at most ${more} with ${many.members} members, ${less} with ${few.members}`;
    return { text, met: after <= before * mostGrowth };
  });

/**
 * A broadcast whose api is killed as soon as it has answered, and whose workers are killed in the middle
 * of the fan-out, one after the other: each member hears it once, and memory stays what it was.
 */
export const broadcastInterrupted: Fault = {
  id: 'BROADCAST',
  title: 'kill -9 of api and workers during a broadcast',
  redis: 'any',
  run: async (lab) => {
    const { warmUp, members, mostGrowth } = PLANS[lab.pace];
    await seedTopic(lab.databaseUrl, 'warm-up', warmUp);
    await seedTopic(lab.databaseUrl, 'everybody', members);
    const start = (name: string): Promise<AppProcess> => {
      const account = noopAccount({ ledgerFile: lab.ledgerFile(name), delayMs: CALL_MS });
      return lab.startWorker(name, { ...account, ...SMALL_HEAP });
    };
    let [api, first, second] = await Promise.all([
      lab.startApi({ env: SMALL_HEAP }),
      start('worker-1'),
      start('worker-2'),
    ]);
    const client = openClient([api.url], lab.apiKey);
    const isFinished = (id: string) => async () =>
      (await readBatch(api.url, lab.apiKey, id)).finishedAt !== null;
    const isMade = (id: string, share: number) => async () =>
      (await progressOf(lab, id)).made >= members * share;
    const until = (condition: () => Promise<boolean>) =>
      eventually(condition, { timeoutMs: PATIENCE_MS, everyMs: LOOK_EVERY_MS });

    const warmingUp = watchMemory(() => [api, first, second]);
    await until(isFinished(await broadcast(client, 'warm-up', warmUp)));
    const few = { members: warmUp, memory: await warmingUp.stop() };
    const watch = watchMemory(() => [api, first, second]);
    const batchId = await broadcast(client, 'everybody', members);
    await api.kill();
    api = await lab.startApi({ port: api.port, env: SMALL_HEAP });
    await until(isMade(batchId, 0.2));
    await first.kill();
    first = await start(first.name);
    await until(isMade(batchId, 0.6));
    await second.kill();
    second = await start(second.name);
    await until(isFinished(batchId));
    const many = { members, memory: await watch.stop() };
    const batch = await readBatch(api.url, lab.apiKey, batchId);
    const { made, fannedOutMs, sentMs } = await progressOf(lab, batchId);
    await client.close();

    const rate = (ms: number) => Math.round((members / ms) * 1_000);
    return {
      submissions: client.log,
      patienceMs: PATIENCE_MS,
      criteria: () => [
        {
          text: `${made} members fanned out at ${rate(fannedOutMs ?? 0)} a second, sent at ${rate(sentMs)}`,
          met: made === members && fannedOutMs !== null,
        },
        {
          text: `its batch says that ${batch.counts.sent} of ${batch.total} were sent`,
          met: batch.total === members && batch.counts.sent === members,
        },
        ...memoryCriteria(few, many, mostGrowth),
      ],
    };
  },
};
