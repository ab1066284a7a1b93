import type { Outcome } from '@carillon/domain';
import type { AccountOutcomes } from '@carillon/repositories';

/** What calls came to since they were last written down, by account. */
export interface OutcomeCounts {
  add(accountId: string, outcome: Outcome, calls?: number): void;
  /** Hands over all of it and begins anew. */
  take(): AccountOutcomes[];
  putBack(counts: readonly AccountOutcomes[]): void;
}

export const createOutcomeCounts = (): OutcomeCounts => {
  let byAccount = new Map<string, Map<Outcome, number>>();
  const add = (accountId: string, outcome: Outcome, calls = 1): void => {
    const counts = byAccount.get(accountId) ?? new Map<Outcome, number>();
    byAccount.set(accountId, counts);
    counts.set(outcome, (counts.get(outcome) ?? 0) + calls);
  };
  return {
    add,
    take: () => {
      const taken = [...byAccount].flatMap(([accountId, counts]) =>
        [...counts].map(([outcome, calls]) => ({ accountId, outcome, calls })),
      );
      byAccount = new Map();
      return taken;
    },
    putBack: (counts) => counts.forEach((c) => add(c.accountId, c.outcome, c.calls)),
  };
};
