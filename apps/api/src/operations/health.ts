import type { Producer } from '@carillon/queue';
import { assertAcceptsWrites, type Database, oldestDueSeconds } from '@carillon/repositories';
import { createHealth, healthReasons, shownHealth, type SystemClock } from '@carillon/runtime';
import { Router } from 'express';
import { answer } from '../http/answer.ts';
import { exchangeOf } from '../http/exchange.ts';
import { sendAnswer } from '../http/send-answer.ts';
import { notAllowed } from '../http/not-allowed.ts';

export interface HealthDeps {
  readonly database: Database;
  readonly producer: Producer;
  readonly clock: SystemClock;
  /** The oldest due delivery may have waited so long. */
  readonly maxQueueAgeMs: number;
}

const DEADLINE_MS = 1_500;
/** Beyond it, what is due and what has expired would be told wrongly (DESIGN.md, 5). */
const MAX_CLOCK_OFFSET_MS = 2_000;

/** Anyone may ask, and this reads more than the others: it is looked at so often at most. */
const QUEUE_AGE_FRESH_MS = 2_000;

const createQueueAge = (database: Database): (() => Promise<number>) => {
  let askedMs = Number.NEGATIVE_INFINITY;
  let age: Promise<number> = Promise.resolve(0);
  return () => {
    if (performance.now() - askedMs >= QUEUE_AGE_FRESH_MS) {
      askedMs = performance.now();
      // That PostgreSQL is away the check of its own says.
      age = oldestDueSeconds(database, null).catch(() => 0);
    }
    return age;
  };
};

const readiness = ({ database, producer, clock, maxQueueAgeMs }: HealthDeps) => {
  const queueAge = createQueueAge(database);
  return createHealth({
    postgres: {
      required: true,
      deadlineMs: DEADLINE_MS,
      check: async () => {
        await assertAcceptsWrites(database);
        if (Math.abs(clock.offsetMs) > MAX_CLOCK_OFFSET_MS) throw new Error('the clock is off');
      },
    },
    redis: { required: false, deadlineMs: DEADLINE_MS, check: () => producer.ping() },
    queues: {
      required: false,
      deadlineMs: DEADLINE_MS,
      check: async () => {
        const [seconds] = await Promise.all([queueAge(), producer.depths()]);
        if (seconds * 1_000 <= maxQueueAgeMs) return;
        throw new Error(`the oldest due delivery has waited ${Math.round(seconds)} s`);
      },
    },
  });
};

/**
 * `GET /health`: the process lives. `GET /readyz`: it can accept; without Redis it still can, so that
 * is `degraded`, as it is while deliveries wait too long; 503 means that PostgreSQL is away or only
 * reads. Anyone may ask, so reasons stay in the log.
 */
export const healthRoutes = (deps: HealthDeps): Router => {
  const router = Router({ caseSensitive: true });
  const check = readiness(deps);
  router.get('/health', (_req, res) => {
    exchangeOf(res).route = '/health';
    sendAnswer(res, answer(200, { status: 'ok' }));
  });
  router.all('/health', notAllowed('GET, HEAD'));
  router.get('/readyz', async (_req, res) => {
    const exchange = exchangeOf(res);
    exchange.route = '/readyz';
    const report = await check();
    const isDown = report.status === 'down';
    exchange.notes = healthReasons(report);
    const body = shownHealth(report);
    sendAnswer(res, answer(isDown ? 503 : 200, body, isDown ? { 'retry-after': '1' } : {}));
  });
  router.all('/readyz', notAllowed('GET, HEAD'));
  return router;
};
