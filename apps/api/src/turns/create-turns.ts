import { CarillonError } from '@carillon/domain';

/** Runs a piece of work when it is its turn; 503 when too many wait already. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>;

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
    if (waiting.length >= mostWaiting)
      throw new CarillonError('service_unavailable', 'Too many ask for this at once.');
    return new Promise((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
};
