import { setTimeout as delay } from 'node:timers/promises';
import { emailsAndWebhooks } from '../client/wishes.ts';
import { startLoaded } from '../cluster/start-loaded.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { frozenMs: 4_000, perSecond: 20 },
  normal: { frozenMs: 15_000, perSecond: 40 },
  long: { frozenMs: 120_000, perSecond: 60 },
} as const;

const DEADLINE_MS = 1_000;
const LOAD_AHEAD_MS = 2_000;
/** Warnings about one fault are to be few, however many deliveries meet it. */
const MOST_WARNINGS_PER_SECOND = 5;

/** Nothing comes back from any provider for a while. */
export const providerFrozen: Fault = {
  id: 'SILENCE',
  title: 'providers that answer nothing for a while',
  redis: 'any',
  run: async (lab) => {
    const { frozenMs, perSecond } = PLANS[lab.pace];
    const { sandbox, client, stop } = await startLoaded(lab, {
      deadlineMs: DEADLINE_MS,
      perSecond,
      wishes: (url) => emailsAndWebhooks('load', url),
    });
    await delay(LOAD_AHEAD_MS);
    sandbox.signal('SIGSTOP');
    await delay(frozenMs);
    sandbox.signal('SIGCONT');
    await delay(LOAD_AHEAD_MS);
    await stop();

    return {
      submissions: client.log,
      patienceMs: 180_000,
      criteria: (_figures, { record }) => {
        const met = record.attempts.filter((a) => a.code === 'timeout').length;
        const warnings = lab.countLogged('a job failed by a bug');
        return [
          { text: `${met} calls met the silence`, met: met > 0 },
          {
            text: `${warnings} bugs logged, at most ${MOST_WARNINGS_PER_SECOND} a second`,
            met: warnings <= (MOST_WARNINGS_PER_SECOND * frozenMs) / 1_000,
          },
        ];
      },
    };
  },
};
