import type { ServerResponse } from 'node:http';
import { CarillonError } from '@carillon/domain';
import type { SharedBudgets } from '@carillon/queue';
import type { Metrics } from '@carillon/runtime';
import type { Caller } from '../auth/caller.ts';
import type { InboxGrant } from '../auth/inbox-tokens.ts';
import { type Budget, priceIn, secondsUntil } from './budget.ts';
import { budgetName, rateLimitField } from './rate-limit-fields.ts';
import { createBudgetsOfCallers, type Rates } from './create-budgets-of-callers.ts';
import { createTake } from './create-take.ts';

/**
 * What callers may ask of us (docs/limits.md). Both set `RateLimit` and `RateLimit-Policy`, and throw
 * or reject with 429 and its `Retry-After`; a promise only where Redis is asked first.
 */
export interface RequestLimits {
  /** Counts one request. */
  admit(caller: Caller, res: ServerResponse): void | Promise<void>;
  /** Counts the notifications that it wants sent. */
  admitSending(caller: Caller, count: number, res: ServerResponse): void | Promise<void>;
}

interface Parts {
  readonly shared: SharedBudgets;
  readonly rates: Rates;
  /** What an inbox is called in Redis. */
  readonly hashOf: (inbox: InboxGrant) => string;
  readonly metrics: Metrics;
}

const monotonicMs = (): number => performance.now();

const refusalBy = (budget: Budget, cost: number): CarillonError => {
  const { perSecond, burst } = budget;
  const seconds = secondsUntil(budget, priceIn(budget, cost), monotonicMs());
  const retryAfterSeconds = Math.max(1, Math.ceil(seconds));
  const text = `The limit "${budgetName(budget)}" is ${perSecond} a second and ${burst} at once.`;
  return new CarillonError('rate_limited', text, { retryAfterSeconds });
};

export const openRequestLimits = ({ shared, rates, hashOf, metrics }: Parts): RequestLimits => {
  const budgetsOf = createBudgetsOfCallers(rates, hashOf);
  const onAlone = (): void => metrics.rateLimiterAlone.inc();
  const take = createTake({ shared, onAlone, monotonicMs });

  const judge = (short: Budget | null, cost: number): void => {
    if (short === null) return;
    metrics.rateLimited.inc({ limit: budgetName(short) });
    throw refusalBy(short, cost);
  };

  return {
    admit: (caller, res) => {
      const { requests, policy } = budgetsOf(caller);
      const end = (short: Budget | null): void => {
        res.setHeader('ratelimit-policy', policy);
        res.setHeader('ratelimit', rateLimitField([requests], monotonicMs()));
        judge(short, 1);
      };
      const short = take(requests, 1);
      return short instanceof Promise ? short.then(end) : end(short);
    },
    admitSending: (caller, count, res) => {
      const { requests, notifications, sendingPolicy } = budgetsOf(caller);
      const end = (short: Budget | null): void => {
        res.setHeader('ratelimit-policy', sendingPolicy);
        res.setHeader('ratelimit', rateLimitField([requests, notifications], monotonicMs()));
        judge(short, count);
      };
      const short = take(notifications, count);
      return short instanceof Promise ? short.then(end) : end(short);
    },
  };
};
