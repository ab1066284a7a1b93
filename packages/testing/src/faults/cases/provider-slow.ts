import { setTimeout as delay } from 'node:timers/promises';
import type { Submission } from '../client/submission.ts';
import { emailsAndWebhooks } from '../client/wishes.ts';
import { startLoaded } from '../cluster/start-loaded.ts';
import type { Fault } from '../fault.ts';
import type { Evidence } from '../verdict/evidence.ts';

const PLANS = {
  quick: { phaseMs: 5_000, perSecond: 20 },
  normal: { phaseMs: 15_000, perSecond: 40 },
  long: { phaseMs: 120_000, perSecond: 60 },
} as const;

const DEADLINE_MS = 1_000;
/** One moment of these two busy cores; what would show is waiting for a provider's deadline. */
const NOISE_MS = 250;

/** F14: webhooks answer a byte a second; e-mail beside them keeps its pace. */
export const providerSlow: Fault = {
  id: 'F14',
  title: 'one provider drips, another beside it keeps its pace',
  redis: 'any',
  run: async (lab) => {
    const { phaseMs, perSecond } = PLANS[lab.pace];
    const { sandbox, client, stop } = await startLoaded(lab, {
      deadlineMs: DEADLINE_MS,
      perSecond,
      wishes: (url) => emailsAndWebhooks('load', url),
    });
    await delay(phaseMs);
    await sandbox.behave([{ provider: 'webhook', answer: 'drip' }]);
    const slowAt = Date.now();
    await delay(phaseMs);
    const mendedAt = Date.now();
    await sandbox.behave([]);
    await stop();

    return {
      submissions: client.log,
      patienceMs: 120_000,
      criteria: (_figures, evidence) => {
        const timeouts = evidence.record.attempts.filter((a) => a.code === 'timeout').length;
        const before = p99Of(evidence, (s) => s.askedAt < slowAt);
        const beside = p99Of(evidence, (s) => s.askedAt >= slowAt && s.askedAt < mendedAt);
        return [
          { text: `${timeouts} webhook calls ended by their deadline`, met: timeouts > 0 },
          {
            text: `e-mails sent within ${before} ms (p99) before, ${beside} ms beside it`,
            met: beside <= before * 1.2 + NOISE_MS,
          },
        ];
      },
    };
  },
};

/** From asking to sent, of the e-mails among these, in ms: the 99th percentile. */
const p99Of = (
  { submissions, record }: Evidence,
  isMeant: (submission: Submission) => boolean,
): number => {
  const sentAt = new Map(record.deliveries.map((d) => [d.address, d.sentAt]));
  const times = submissions
    .filter((s) => s.channel === 'email' && isMeant(s))
    .flatMap((s) => {
      const at = sentAt.get(s.address);
      return at === null || at === undefined ? [] : [at - s.askedAt];
    })
    .toSorted((a, b) => a - b);
  return Math.round(times[Math.floor(times.length * 0.99)] ?? 0);
};
