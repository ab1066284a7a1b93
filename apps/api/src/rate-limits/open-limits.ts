import type { Producer } from '@carillon/queue';
import type { Metrics } from '@carillon/runtime';
import type { InboxGrant } from '../auth/inbox-tokens.ts';
import type { ApiConfig } from '../config.ts';
import type { Rate } from './budget.ts';
import { openRequestLimits, type RequestLimits } from './open-request-limits.ts';
import { openStrangers, type Strangers } from './open-strangers.ts';

export interface LimitsDeps {
  readonly config: ApiConfig;
  readonly producer: Producer;
  readonly metrics: Metrics;
  /** What an inbox is called in Redis. */
  readonly hintOf: (inbox: InboxGrant) => string;
  /** The installation's own; addresses are hashed under it. */
  readonly secret: string;
}

export interface Limits {
  readonly requestLimits: RequestLimits;
  /** Callers whose key is not known. */
  readonly strangers: Strangers;
  /** Operators who fail to log in. */
  readonly logins: Strangers;
}

/** Everything that limits who asks us, as configured. */
export const openLimits = (deps: LimitsDeps): Limits => {
  const { config, producer, metrics, hintOf, secret } = deps;
  const { limitFailures, budgets } = producer;
  const rates = {
    keyRequests: config.RATE_LIMIT_REQUESTS,
    keyNotifications: config.RATE_LIMIT_NOTIFICATIONS,
    tenantRequests: config.RATE_LIMIT_TENANT_REQUESTS,
    tenantNotifications: config.RATE_LIMIT_TENANT_NOTIFICATIONS,
  };
  const strangersBy = (limit: 'failures' | 'logins', rate: Rate): Strangers =>
    openStrangers({ limitFailures, rate, secret, limit, metrics });
  return {
    requestLimits: openRequestLimits({ shared: budgets, rates, hashOf: hintOf, metrics }),
    strangers: strangersBy('failures', config.RATE_LIMIT_FAILURES),
    logins: strangersBy('logins', config.RATE_LIMIT_LOGINS),
  };
};
