import { type Budget, roomIn } from './budget.ts';

/** What a budget limits, as clients and metrics see it. */
export const budgetName = ({ key }: Budget): string => key.slice(0, key.indexOf(':'));

/**
 * `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-11): what each bucket holds, and in how many
 * seconds it fills.
 */
export const policyField = (budgets: readonly Budget[]): string =>
  budgets
    .map((budget) => {
      const { burst, perSecond } = budget;
      return `"${budgetName(budget)}";q=${burst};w=${Math.ceil(burst / perSecond)}`;
    })
    .join(', ');

/** One item of `RateLimit`: what is left, and in how many seconds the bucket is whole again. */
const stateOf = (budget: Budget, nowMs: number): string => {
  const room = Math.max(0, roomIn(budget, nowMs));
  const seconds = Math.ceil((budget.burst - room) / budget.perSecond);
  return `"${budgetName(budget)}";r=${Math.floor(room)};t=${seconds}`;
};

const tighterOf = ([one, other]: readonly [Budget, Budget], nowMs: number): Budget =>
  roomIn(other, nowMs) < roomIn(one, nowMs) ? other : one;

/** `RateLimit`: of each pair of budgets, the key's and its tenant's, the one that has less left. */
export const rateLimitField = (
  pairs: readonly (readonly [Budget, Budget])[],
  nowMs: number,
): string => pairs.map((pair) => stateOf(tighterOf(pair, nowMs), nowMs)).join(', ');
