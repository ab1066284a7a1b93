import type { SharedBudgets } from '@carillon/queue';
import { type Budget, has, hearOf, spendFrom } from './budget.ts';

/** Keeps the budgets of this process and those in Redis together. */
export interface Teller {
  /** Spends at once, or gives back below 0; Redis is told soon, of everything in one call. */
  spend(budget: Budget, count: number): void;
  /** Asks Redis first, for all who ask in this turn of the event loop in one call. Never rejects. */
  ask(budget: Budget, price: number): Promise<boolean>;
  /** Whether asking makes sense: Redis is there, and nobody has lost patience with it. */
  answers(): boolean;
}

export interface TellerDeps {
  readonly shared: SharedBudgets;
  /** Told of each decision that was made without Redis. */
  readonly onAlone: () => void;
  readonly monotonicMs: () => number;
}

interface Asker {
  readonly budget: Budget;
  readonly price: number;
  /** Ends its waiting. */
  readonly patience: NodeJS.Timeout;
  isDecided: boolean;
  readonly decide: (isGranted: boolean) => void;
}

/** How long Redis may know less than this process; how much less, the lead of `createTake` bounds. */
const TELL_MS = 100;
/** Nobody waits longer for a slow Redis. */
const PATIENCE_MS = 50;

const totalOf = (asked: readonly Asker[] = []): number =>
  asked.reduce((sum, { price }) => sum + price, 0);

const decide = (asker: Asker, isGranted: boolean): void => {
  asker.isDecided = true;
  clearTimeout(asker.patience);
  asker.decide(isGranted);
};

export const openTeller = ({ shared, onAlone, monotonicMs }: TellerDeps): Teller => {
  const changed = new Set<Budget>();
  /** Who asks, and is not asked about yet. */
  let askers: Asker[] = [];
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let isSettling = false;
  let isLate = false;

  const settleLater = (): void => {
    timer ??= setTimeout(settle, TELL_MS).unref();
  };
  const settleSoon = (): void => {
    immediate ??= setImmediate(settle);
  };

  const spend = (budget: Budget, count: number): void => {
    spendFrom(budget, count, monotonicMs());
    changed.add(budget);
    if (!isSettling) settleLater();
  };

  const decideAlone = (asked: readonly Asker[]): void => {
    for (const asker of asked.filter(({ isDecided }) => !isDecided)) {
      const isThere = has(asker.budget, asker.price, monotonicMs());
      if (isThere) spend(asker.budget, asker.price);
      onAlone();
      decide(asker, isThere);
    }
  };

  const losePatience = (asker: Asker): void => {
    if (asker.isDecided) return;
    isLate = isSettling;
    decideAlone([asker]);
  };

  /** First come, first served; what is left over, also by those who had no patience, goes back. */
  const handOut = (budget: Budget, asked: readonly Asker[] = [], granted: number): void => {
    let left = granted;
    for (const asker of asked.filter(({ isDecided }) => !isDecided)) {
      const fits = asker.price <= left;
      if (fits) left -= asker.price;
      decide(asker, fits);
    }
    if (left > 0) spend(budget, -left);
  };

  const exchange = async (): Promise<void> => {
    const told = askers.filter(({ isDecided }) => !isDecided);
    askers = [];
    const asked = Map.groupBy(told, ({ budget }) => budget);
    const budgets = [...new Set([...changed, ...asked.keys()])];
    changed.clear();
    const calls = budgets.map((budget) => {
      const { key, perSecond, burst, untold: spent } = budget;
      budget.telling = spent;
      budget.untold = 0;
      return { key, perSecond, burst, spent, wanted: totalOf(asked.get(budget)) };
    });
    const answers = await shared.settle(calls);
    for (const [i, budget] of budgets.entries()) {
      const answer = answers?.[i];
      // What Redis could not hear it need not hear later: a day without it is not a day's debt.
      if (answer === undefined) budget.telling = 0;
      else {
        hearOf(budget, answer.missingMs, monotonicMs());
        handOut(budget, asked.get(budget), answer.granted);
      }
    }
    decideAlone(told);
  };

  const settle = (): void => {
    clearTimeout(timer);
    timer = undefined;
    immediate = undefined;
    if (isSettling) return;
    isSettling = true;
    void exchange().then(() => {
      isSettling = false;
      isLate = false;
      if (askers.length > 0) settleSoon();
      else if (changed.size > 0) settleLater();
    });
  };

  return {
    spend,
    ask: (budget, price) =>
      new Promise((resolve) => {
        // An answer that came while the event loop was busy is read before patience is lost.
        const giveUp = (): void => void setImmediate(() => losePatience(asker));
        const patience = setTimeout(giveUp, PATIENCE_MS);
        const asker: Asker = { budget, price, patience, isDecided: false, decide: resolve };
        askers.push(asker);
        if (!isSettling) settleSoon();
      }),
    answers: () => shared.isUp() && !isLate,
  };
};
