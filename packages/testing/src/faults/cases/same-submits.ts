import { randomUUID } from 'node:crypto';
import { openClient, type Answer, type Client } from '../client/open-client.ts';
import type { Submission } from '../client/submission.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';
import { requestOf } from '../client/request-of.ts';

const PLANS = { quick: { rounds: 2 }, normal: { rounds: 10 }, long: { rounds: 100 } } as const;
const AT_ONCE = 100;

/** F17: the same request a hundred times at once, with one key, to two apis. */
export const sameSubmits: Fault = {
  id: 'F17',
  title: '100 identical submits at once, two apis',
  redis: 'any',
  run: async (lab) => {
    const { rounds } = PLANS[lab.pace];
    const account = noopAccount({ ledgerFile: lab.ledgerFile('worker-1'), delayMs: 5 });
    const [one, two] = await Promise.all([
      lab.startApi({ name: 'api-1' }),
      lab.startApi({ name: 'api-2' }),
      lab.startWorker('worker-1', account),
    ]);
    const client = openClient([one.url, two.url], lab.apiKey);
    const strange: string[] = [];
    const replays: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const submission = client.note({ channel: 'email', address: `same-${round}@example.com` });
      const answers = await askAtOnce(client, submission);
      strange.push(...answers.flatMap((answer) => strangenessOf(answer, submission)));
      replays.push(answers.filter((a) => a.replayed).length);
    }
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 30_000,
      criteria: ({ ledger }, { record }) => [
        {
          text: `${record.deliveries.length} rows and ${ledger} ledger lines for ${rounds} requests`,
          met: record.deliveries.length === rounds && ledger === rounds,
        },
        {
          text: `every answer was 202 with the one id or 409 with Retry-After (${Math.min(...replays)} to ${Math.max(...replays)} of ${AT_ONCE} replayed)${strange
            .slice(0, 3)
            .map((s) => `\n      ${s}`)
            .join('')}`,
          met: strange.length === 0,
        },
      ],
    };
  },
};

const askAtOnce = async (client: Client, submission: Submission): Promise<Answer[]> => {
  const { path, body, idsOf } = requestOf([submission]);
  const key = randomUUID();
  submission.tries = 1;
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, () => client.post(path, body, key)),
  );
  const first = answers.find((a) => a.status === 202 && !a.replayed);
  submission.notificationId = first === undefined ? null : (idsOf(first.body)[0] ?? null);
  return answers;
};

/** What is wrong with an answer, if anything. */
const strangenessOf = (answer: Answer, { notificationId }: Submission): string[] => {
  const { status, body, retryAfter } = answer;
  const { id, code } = body as { id?: string; code?: string };
  const isSame = status === 202 && id === notificationId;
  const isRunning = status === 409 && code === 'idempotency_in_progress' && retryAfter !== null;
  return isSame || isRunning ? [] : [`${status} ${code ?? id}`];
};
