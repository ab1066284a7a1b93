import { type Database, settleSubmissions, takeSubmissions } from '@carillon/repositories';
import { runRepeatedly } from '@carillon/runtime';
import { acceptSubmission, type SubmissionDeps } from './accept-submission.ts';

export interface RunSubmissionsDeps extends SubmissionDeps {
  readonly database: Database;
}

/** Takes what was asked for in SQL for as long as the api runs. */
export interface RunningSubmissions {
  /** Takes nothing any more; resolves when what was taken is settled. */
  stop(): Promise<void>;
}

/** A request of 256 KiB each: 25 MB at most. */
const MOST_AT_ONCE = 100;
/** Longer than an acceptance may last, with its statements (open-services.ts). */
const TAKEN_SECONDS = 10;
/** A look costs some 50 us of PostgreSQL when there is nothing; what commits is accepted within it. */
const LOOK_MS = 200;
const COMPLAIN_EVERY_MS = 10_000;

const takeOnce = async (deps: RunSubmissionsDeps): Promise<number> => {
  const { database, log } = deps;
  const taken = await takeSubmissions(database, { limit: MOST_AT_ONCE, seconds: TAKEN_SECONDS });
  if (taken.length === 0) return 0;
  const settled = await Promise.all(taken.map((each) => acceptSubmission(each, deps)));
  await settleSubmissions(database, settled);
  const refused = settled.filter(({ refusal }) => refusal !== null).length;
  const again = settled.filter(({ againInSeconds }) => againInSeconds !== null).length;
  log.info('submissions', { taken: taken.length, refused, again });
  return taken.length;
};

/**
 * Looks for committed requests all the time: PostgreSQL's NOTIFY inside the callers' transactions would
 * serialise their commits (RELIABILITY.md, 3.2). Any number of apis may do so at once.
 */
export const runSubmissions = (deps: RunSubmissionsDeps): RunningSubmissions => {
  let complainedAt = Number.NEGATIVE_INFINITY;

  const look = async (): Promise<boolean> => {
    try {
      return (await takeOnce(deps)) === MOST_AT_ONCE;
    } catch (error) {
      if (performance.now() - complainedAt >= COMPLAIN_EVERY_MS) {
        complainedAt = performance.now();
        deps.log.warn('requests made in SQL wait', { error });
      }
      return false;
    }
  };
  const looks = runRepeatedly(look, () => LOOK_MS);
  return { stop: () => looks.stop() };
};
