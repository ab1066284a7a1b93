/** Of what a queue finishes, one in so many may be an aged job. */
const ONE_IN = 10;

/**
 * How many jobs may be aged. Fractions are kept: rounded up in every process each second, they would
 * be all that a slow queue finishes. Credit that finds nobody to age is not saved up.
 */
export interface AgeingCredit {
  /** Adds a tenth of what was finished; answers the whole jobs that may be aged. */
  earn(finished: number): number;
  /** Takes off what was aged, and what is left beyond one job. */
  spend(aged: number): void;
}

export const ageingCredit = (): AgeingCredit => {
  let finishedUnspent = 0;
  return {
    earn: (finished) => {
      finishedUnspent += finished;
      return Math.floor(finishedUnspent / ONE_IN);
    },
    spend: (aged) => {
      finishedUnspent = Math.min(finishedUnspent - aged * ONE_IN, ONE_IN);
    },
  };
};
