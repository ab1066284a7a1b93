import { claimRun, type Database } from '@carillon/repositories';
import { type Logger, type Metrics, type Repeating, runRepeatedly } from '@carillon/runtime';
import type { Chore } from './chore.ts';
import { createComplaints, type Complaints } from './create-complaints.ts';

/** At most so much of an interval is added at random, so that processes do not run in step. */
const JITTER = 0.2;

export interface ChoreDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly random: () => number;
}

export interface RunningChores {
  /** Runs a chore's next pass at once. */
  wake(name: string): void;
  /** Milliseconds since a chore's last pass ended, well or not, or since it was started. */
  idleMs(name: string): number;
  /** Begins no pass any more; resolves when those that run have ended. */
  stop(): Promise<void>;
}

/** Runs each chore over and over: a pass, a pause of its interval and jitter, the next pass. */
export const runChores = (chores: readonly Chore[], deps: ChoreDeps): RunningChores => {
  const complaints = createComplaints();
  const runs = new Map(
    chores.map((chore) => [chore.name, runChore(chore, { ...deps, complaints })]),
  );
  return {
    wake: (name) => runs.get(name)?.wake(),
    idleMs: (name) => runs.get(name)?.idleMs() ?? 0,
    stop: async () => void (await Promise.all([...runs.values()].map((run) => run.stop()))),
  };
};

const runChore = (chore: Chore, deps: ChoreDeps & { complaints: Complaints }): Repeating => {
  const { database, log, metrics, random, complaints } = deps;

  const pass = async (signal: AbortSignal): Promise<void> => {
    const begun = performance.now();
    try {
      if (chore.once && !(await claimRun(database, chore.name, chore.intervalMs))) return;
      const did = await chore.pass(signal);
      metrics.choreSeconds.observe({ chore: chore.name }, (performance.now() - begun) / 1_000);
      if (did !== null) log.info(`chore ${chore.name}`, did);
    } catch (error) {
      if (!complaints.isDue(chore.name, error)) return;
      log.warn(`chore ${chore.name} failed; its next pass tries again`, { error });
    }
  };
  return runRepeatedly(pass, () => chore.intervalMs * (1 + random() * JITTER));
};
