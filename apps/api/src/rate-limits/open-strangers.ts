import { createHmac } from 'node:crypto';
import { CarillonError } from '@carillon/domain';
import type { Producer } from '@carillon/queue';
import type { Metrics } from '@carillon/runtime';
import type { Rate } from './budget.ts';
import { networkOf } from './network-of.ts';

/** Those whose key or password is not known, by their addresses. */
export interface Strangers {
  /** Throws 429 where too many from this address have failed. */
  readonly assertWelcome: (ip: string | undefined) => void;
  /** What to answer to somebody who failed: `refusal`, which is counted, or 429 after too many. */
  readonly refuse: (ip: string | undefined, refusal: CarillonError) => CarillonError;
}

export interface StrangersDeps {
  readonly limitFailures: Producer['limitFailures'];
  /** `burst` failures, in the time that they take at `perSecond`. */
  readonly rate: Rate;
  /** Addresses are personal data: Redis gets them hashed under this. */
  readonly secret: string;
  /** As metrics name the limit. */
  readonly limit: 'failures' | 'logins';
  readonly metrics: Metrics;
}

/** Whom nobody can tell apart counts as one. */
const UNKNOWN = 'unknown';

/**
 * Limits failures by address. Whoever has failed too often is not even looked up; a caller whose key is
 * known goes on behind the same address.
 */
export const openStrangers = (deps: StrangersDeps): Strangers => {
  const { limitFailures, rate, secret, limit, metrics } = deps;
  const { burst: most, perSecond } = rate;
  const windowSeconds = Math.ceil(most / perSecond);
  const failures = limitFailures({ name: limit, most, windowSeconds });

  const nameOf = (ip: string | undefined): string =>
    createHmac('sha256', secret)
      .update(`address:${networkOf(ip ?? UNKNOWN)}`)
      .digest('base64url');

  const rateLimited = (seconds: number): CarillonError => {
    metrics.rateLimited.inc({ limit });
    return new CarillonError('rate_limited', 'Too many attempts from this address have failed.', {
      retryAfterSeconds: Math.ceil(seconds),
    });
  };

  return {
    assertWelcome: (ip) => {
      const seconds = failures.shutOutSeconds(nameOf(ip));
      if (seconds > 0) throw rateLimited(seconds);
    },
    refuse: (ip, refusal) => {
      const name = nameOf(ip);
      const seconds = failures.shutOutSeconds(name);
      if (seconds > 0) return rateLimited(seconds);
      void failures.count(name);
      return refusal;
    },
  };
};
