import { CarillonError } from '@carillon/domain';

/** What became of one item of a flush. */
export type Flushing<O> =
  | { readonly ok: true; readonly value: O }
  | { readonly ok: false; readonly error: unknown };

export interface BatcherOptions<I, O> {
  /** Handles many items at once; answers for each, in their order. A throw is every item's. */
  readonly flush: (items: readonly I[]) => Promise<readonly Flushing<O>[]>;
  readonly weightOf: (item: I) => number;
  /** Most items and weight of one flush; an item heavier than that is flushed alone. */
  readonly maxItems: number;
  readonly maxWeight: number;
  /** Most weight that may wait for its flush; beyond it an item is refused (503). */
  readonly maxWaiting: number;
  /** A flush that takes longer is given up (503), and with it all that waits behind it. */
  readonly deadlineMs: number;
}

/** Collects what comes while a flush is under way. */
export interface Batcher<I, O> {
  add(item: I): Promise<O>;
  /** Resolves when nothing is waiting and nothing is being flushed. */
  idle(): Promise<void>;
}

interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (value: O) => void;
  readonly reject: (error: unknown) => void;
}

const unavailable = (detail: string): CarillonError =>
  new CarillonError('service_unavailable', detail);

/**
 * A group commit without timers: an item that finds nothing under way is flushed at once; what comes
 * in the meantime goes together with the next flush. So one request waits for nobody, and the more
 * come, the more share a commit.
 */
export const createBatcher = <I, O>(options: BatcherOptions<I, O>): Batcher<I, O> => {
  const { flush, weightOf, maxItems, maxWeight, maxWaiting, deadlineMs } = options;
  let waiting: Waiting<I, O>[] = [];
  let weight = 0;
  let flushing = false;
  let onIdle: (() => void)[] = [];

  const take = (): Waiting<I, O>[] => {
    let taken = 0;
    let count = 0;
    for (const { item } of waiting) {
      const own = weightOf(item);
      if (count > 0 && (count === maxItems || taken + own > maxWeight)) break;
      taken += own;
      count += 1;
    }
    const batch = waiting.slice(0, count);
    waiting = waiting.slice(count);
    weight -= taken;
    return batch;
  };

  /** Settles every item of the batch. Resolves to false when the flush was given up. */
  const run = async (batch: readonly Waiting<I, O>[]): Promise<boolean> => {
    const { promise: late, resolve: giveUp } = Promise.withResolvers<null>();
    const timer = setTimeout(giveUp, deadlineMs, null);
    try {
      const results = await Promise.race([flush(batch.map(({ item }) => item)), late]);
      for (const [i, { resolve, reject }] of batch.entries()) {
        const result = results?.[i];
        if (result?.ok === true) resolve(result.value);
        else reject(result?.error ?? unavailable('It is not known whether this was accepted.'));
      }
      return results !== null;
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return true;
    } finally {
      clearTimeout(timer);
    }
  };

  const loop = async (): Promise<void> => {
    flushing = true;
    while (waiting.length > 0) {
      if (await run(take())) continue;
      for (const { reject } of waiting) reject(unavailable('Try again in a moment.'));
      waiting = [];
      weight = 0;
    }
    flushing = false;
    for (const resolve of onIdle) resolve();
    onIdle = [];
  };

  return {
    add: (item) =>
      new Promise<O>((resolve, reject) => {
        const own = weightOf(item);
        if (waiting.length > 0 && weight + own > maxWaiting) {
          reject(unavailable('Too much is waiting to be accepted.'));
          return;
        }
        weight += own;
        waiting.push({ item, resolve, reject });
        if (!flushing) void loop();
      }),
    idle: () =>
      flushing ? new Promise((resolve) => void onIdle.push(resolve)) : Promise.resolve(),
  };
};
