import type { SharedBudgets } from '@carillon/queue';
import { type Budget, has, priceIn, roomIn } from './budget.ts';
import { openTeller } from './open-teller.ts';

/**
 * Takes `cost` from all of these budgets or from none. Answers the budget that has too little, null when
 * it was taken; a promise only where Redis must be asked first. Never rejects.
 */
export type Take = (
  budgets: readonly Budget[],
  cost: number,
) => Budget | null | Promise<Budget | null>;

export interface TakeDeps {
  readonly shared: SharedBudgets;
  /** Told of each decision that was made without Redis. */
  readonly onAlone: () => void;
  readonly monotonicMs: () => number;
}

/** A process runs ahead of Redis by this share of what it believes is left. */
const LEAD = 0.1;

const isTooFarAhead = (budget: Budget, price: number, nowMs: number): boolean =>
  budget.untold + budget.telling + price > LEAD * roomIn(budget, nowMs);

/**
 * A round trip for each request would cost as much as what it guards (ADR 15). So a process
 * spends from what it knows and tells Redis behind the requests; only where little is left does it ask
 * before. N processes together hand out at most N tenths of a burst too much, and a budget below ten is
 * exact. What is known to be gone is refused without asking: a flood costs Redis nothing. When Redis is
 * away, frozen or slow each process goes on by its own count, so that nobody is refused or waits for it.
 */
export const createTake = ({ shared, onAlone, monotonicMs }: TakeDeps): Take => {
  const teller = openTeller({ shared, onAlone, monotonicMs });

  const askFirst = async (budgets: readonly Budget[], cost: number): Promise<Budget | null> => {
    const granted = await Promise.all(
      budgets.map((budget) => teller.ask(budget, priceIn(budget, cost))),
    );
    const short = budgets.find((_, i) => granted[i] === false) ?? null;
    if (short === null) return null;
    for (const [i, budget] of budgets.entries()) {
      if (granted[i] === true) teller.spend(budget, -priceIn(budget, cost));
    }
    return short;
  };

  return (budgets, cost) => {
    const nowMs = monotonicMs();
    const canAsk = teller.answers();
    let mustAsk = false;
    for (const budget of budgets) {
      const price = priceIn(budget, cost);
      if (!has(budget, price, nowMs)) return budget;
      mustAsk ||= canAsk && isTooFarAhead(budget, price, nowMs);
    }
    if (mustAsk) return askFirst(budgets, cost);
    for (const budget of budgets) teller.spend(budget, priceIn(budget, cost));
    if (!canAsk) onAlone();
    return null;
  };
};
