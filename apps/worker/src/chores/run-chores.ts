import { claimRun, type Database } from '@carillon/repositories';
import type { Logger, Metrics } from '@carillon/runtime';
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
  /** Begins no pass any more; resolves when those that run have ended. */
  stop(): Promise<void>;
}

/** Runs each chore over and over: a pass, a pause of its interval and jitter, the next pass. */
export const runChores = (chores: readonly Chore[], deps: ChoreDeps): RunningChores => {
  const complaints = createComplaints();
  const runs = chores.map((chore) => runChore(chore, { ...deps, complaints }));
  return {
    wake: (name) => runs.find((run) => run.name === name)?.wake(),
    stop: async () => void (await Promise.all(runs.map((run) => run.stop()))),
  };
};

const runChore = (chore: Chore, deps: ChoreDeps & { complaints: Complaints }) => {
  const { database, log, metrics, random, complaints } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  let woken = false;
  let endPause = () => {};

  const pass = async (): Promise<void> => {
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
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, chore.intervalMs * (1 + random() * JITTER));
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      woken = false;
      await pass();
      if (!signal.aborted && !woken) await pause();
    }
  };
  const running = loop();
  return {
    name: chore.name,
    wake: () => {
      woken = true;
      endPause();
    },
    stop: () => {
      stopping.abort();
      endPause();
      return running;
    },
  };
};
