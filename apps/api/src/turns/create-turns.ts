import { CarillonError } from '@carillon/domain';

/**
 * Runs a piece of work when it is its turn, and tells it how many of its `withinMs` milliseconds are
 * left; 503 when too many wait already, or when none are left: then nobody waits for the work any more.
 */
export type TakeTurn = <T>(work: (leftMs: number) => Promise<T>, withinMs?: number) => Promise<T>;

const crowded = (): CarillonError =>
  new CarillonError('service_unavailable', 'Too many ask for this at once.');

/**
 * Lets at most `atOnce` pieces of work run, and `mostWaiting` more wait in the order in which they came:
 * however many ask for what reads a lot, connections are left for everybody else.
 */
export const createTurns = (atOnce: number, mostWaiting: number): TakeTurn => {
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = (): Promise<void> | void => {
    if (running < atOnce) {
      running += 1;
      return;
    }
    if (waiting.length >= mostWaiting) throw crowded();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (work, withinMs = Infinity) => {
    const asked = performance.now();
    await enter();
    try {
      const leftMs = withinMs - (performance.now() - asked);
      if (leftMs <= 0) throw crowded();
      return await work(leftMs);
    } finally {
      leave();
    }
  };
};
