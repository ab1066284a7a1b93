import type { Caller } from '../auth/caller.ts';
import type { InboxGrant } from '../auth/inbox-tokens.ts';
import { type Budget, newBudget, type Rate } from './budget.ts';
import { policyField } from './rate-limit-fields.ts';

/** What callers may ask of us, from the configuration. */
export interface Rates {
  /** Requests of one key that has no limit of its own. */
  readonly keyRequests: Rate;
  readonly keyNotifications: Rate;
  /** Of all keys of one tenant together. */
  readonly tenantRequests: Rate;
  readonly tenantNotifications: Rate;
}

/** What counts for one caller: its key's budget, then its tenant's. */
export interface CallerBudgets {
  readonly requests: readonly [Budget, Budget];
  readonly notifications: readonly [Budget, Budget];
  /** `RateLimit-Policy` of a request, and of one that sends. */
  readonly policy: string;
  readonly sendingPolicy: string;
  /** The key's own limit that this was made for. */
  readonly own: Rate | null;
}

type TenantBudgets = Record<'requests' | 'notifications', Budget>;

/** Forgetting one is harmless: Redis knows. */
const MOST = 10_000;

const remember = <T>(known: Map<string, T>, id: string, value: T): T => {
  known.set(id, value);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  return value;
};

const isSame = (one: Rate | null, other: Rate | null): boolean =>
  one === other || (one?.perSecond === other?.perSecond && one?.burst === other?.burst);

/**
 * Finds the budgets of whoever calls, made on the first call. A browser's token counts by its inbox,
 * under `hashOf` it: Redis learns no subscriber's name.
 */
export const createBudgetsOfCallers = (rates: Rates, hashOf: (inbox: InboxGrant) => string) => {
  const callers = new Map<string, CallerBudgets>();
  const tenants = new Map<string, TenantBudgets>();

  const tenantBudgets = (id: string): TenantBudgets =>
    tenants.get(id) ??
    remember(tenants, id, {
      requests: newBudget(`tenant-requests:${id}`, rates.tenantRequests),
      notifications: newBudget(`tenant-notifications:${id}`, rates.tenantNotifications),
    });

  const make = (who: string, { tenantId, rateLimit }: Caller): CallerBudgets => {
    const tenant = tenantBudgets(tenantId);
    const own = newBudget(`requests:${who}`, rateLimit ?? rates.keyRequests);
    const requests = [own, tenant.requests] as const;
    const sending = newBudget(`notifications:${who}`, rates.keyNotifications);
    const notifications = [sending, tenant.notifications] as const;
    return {
      requests,
      notifications,
      policy: policyField(requests),
      sendingPolicy: policyField([...requests, ...notifications]),
      own: rateLimit,
    };
  };

  return (caller: Caller): CallerBudgets => {
    const { apiKeyId, inbox, tenantId, rateLimit } = caller;
    const who = apiKeyId ?? (inbox === null ? 'nobody' : hashOf(inbox));
    // An admin's key acts for many tenants: its budget is one in Redis, and known here by each of them.
    const id = who + tenantId;
    const known = callers.get(id);
    if (known !== undefined && isSame(known.own, rateLimit)) return known;
    return remember(callers, id, make(who, caller));
  };
};
