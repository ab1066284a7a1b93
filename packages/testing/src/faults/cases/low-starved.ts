import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';

/** The design says ten minutes; `long` has them. */
const PLANS = {
  quick: { saturatedMs: 12_000, low: 60 },
  normal: { saturatedMs: 45_000, low: 200 },
  long: { saturatedMs: 600_000, low: 3_000 },
} as const;

/** What the channel takes, all workers together, and what critical ones want of it. */
const LIMIT_PER_SECOND = 40;
const CRITICAL_PER_SECOND = 50;
const CALL_MS = 5;
/** From here on low ones are aged (DESIGN.md, 7). */
const PATIENCE_MS = 60_000;
const RESERVED_SHARE = 0.1;
/** An ageing pass comes every second and moves a tenth of what was finished in the second before it. */
const PASSES_LAG_S = 2;

/** F19: critical messages want more than a channel can take; low ones still get their tenth of it. */
export const lowStarved: Fault = {
  id: 'F19',
  title: 'low priority beside a saturating critical one',
  redis: 'any',
  run: async (lab) => {
    const { saturatedMs, low } = PLANS[lab.pace];
    const env = { CHANNEL_LIMITS: `email:${LIMIT_PER_SECOND}` };
    const account = noopAccount({ ledgerFile: lab.ledgerFile('worker-1'), delayMs: CALL_MS });
    const [api] = await Promise.all([
      lab.startApi({ env }),
      lab.startWorker('worker-1', { ...account, ...env }),
    ]);
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, {
      perSecond: CRITICAL_PER_SECOND,
      wish: (n) => ({
        channel: 'email',
        address: `critical-${n}@example.com`,
        priority: 'critical',
      }),
    });
    const askedAt = Date.now();
    await client.submit(
      Array.from({ length: low }, (_, n) => ({
        channel: 'email',
        address: `low-${n}@example.com`,
        priority: 'low',
      })),
    );
    await delay(PATIENCE_MS + saturatedMs);
    await load.stop();
    await client.close();

    const from = askedAt + PATIENCE_MS;
    const until = from + saturatedMs;
    return {
      submissions: client.log,
      patienceMs: 240_000,
      criteria: (figures, { ledger }) => {
        const within = ledger.filter((line) => {
          const at = Date.parse(line.at);
          return at >= from && at < until;
        });
        const isLow = (to: string) => to.startsWith('low-');
        const got = within.filter((line) => isLow(line.to)).length;
        const lag = PASSES_LAG_S * (within.length / (saturatedMs / 1_000));
        const least = Math.floor((within.length - lag) * RESERVED_SHARE);
        const starved = client.log.filter((s) => !isLow(s.address) && s.askedAt < until).length;
        const sent = ledger.filter((l) => !isLow(l.to) && Date.parse(l.at) < until).length;
        return [
          {
            text: `${starved - sent} critical ones still waited at the end of ${saturatedMs / 1_000} s`,
            met: starved > sent,
          },
          {
            text: `low ones got ${got} of ${within.length} sent meanwhile, at least ${least}: a tenth, ${PASSES_LAG_S} s late`,
            met: got >= least,
          },
          { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};
