import type { Producer } from '@carillon/queue';
import { type Database, readServerTime } from '@carillon/repositories';
import { createHealth, type SystemClock } from '@carillon/runtime';
import { Router } from 'express';
import { answer } from '../http/answer.ts';
import { exchangeOf } from '../http/exchange.ts';
import { sendAnswer } from '../http/send-answer.ts';

export interface HealthDeps {
  readonly database: Database;
  readonly producer: Producer;
  readonly clock: SystemClock;
}

const DEADLINE_MS = 1_500;
/** Beyond it, what is due and what has expired would be told wrongly (DESIGN.md, 5). */
const MAX_CLOCK_OFFSET_MS = 2_000;

const readiness = ({ database, producer, clock }: HealthDeps) =>
  createHealth({
    postgres: {
      required: true,
      deadlineMs: DEADLINE_MS,
      check: async () => {
        await readServerTime(database);
        if (Math.abs(clock.offsetMs) > MAX_CLOCK_OFFSET_MS) throw new Error('the clock is off');
      },
    },
    redis: { required: false, deadlineMs: DEADLINE_MS, check: () => producer.ping() },
    queues: { required: false, deadlineMs: DEADLINE_MS, check: () => producer.depths() },
  });

/**
 * `GET /health`: the process lives. `GET /readyz`: it can accept; without Redis it still can, so that
 * is `degraded`, and 503 means that PostgreSQL is away. Anyone may ask, so reasons stay in the log.
 */
export const healthRoutes = (deps: HealthDeps): Router => {
  const router = Router({ caseSensitive: true });
  const check = readiness(deps);
  router.get('/health', (_req, res) => {
    exchangeOf(res).route = '/health';
    sendAnswer(res, answer(200, { status: 'ok' }));
  });
  router.get('/readyz', async (_req, res) => {
    const exchange = exchangeOf(res);
    exchange.route = '/readyz';
    const { status, checks } = await check();
    exchange.notes = Object.fromEntries(
      Object.entries(checks).flatMap(([name, { detail }]) =>
        detail === null ? [] : [[name, detail]],
      ),
    );
    const results = Object.entries(checks).map(([name, result]) => [
      name,
      { status: result.status },
    ]);
    const body = { status, checks: Object.fromEntries(results) as Record<string, unknown> };
    sendAnswer(
      res,
      answer(status === 'down' ? 503 : 200, body, status === 'down' ? { 'retry-after': '1' } : {}),
    );
  });
  return router;
};
