/** Joins work that many callers ask for at once into groups, without ever waiting for more of it. */
export interface Batcher<Item, Answer> {
  /** Resolves with this item's answer when its group has been run; rejects when the group failed. */
  add(item: Item): Promise<Answer>;
  /** Items that have not been answered yet. */
  readonly pending: number;
  /** Resolves when nothing is pending. */
  idle(): Promise<void>;
}

export interface BatcherOptions<Item, Answer> {
  /** Runs one group; answers in the order of the items. */
  readonly run: (items: readonly Item[]) => Promise<readonly Answer[]>;
  /** A group is full when the weights of its items reach this. */
  readonly maxWeight: number;
  /** What an item adds to a group; 1 unless given. */
  readonly weigh?: (item: Item) => number;
  /** A second limit, e.g. bytes. */
  readonly maxBytes?: number;
  readonly bytes?: (item: Item) => number;
  /** How many groups may run at once; 1 keeps them in order. */
  readonly lanes?: number;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit without a timer: idle, it runs what the current tick brings at once; while a group
 * runs it collects, and the next group takes all of that up to the limits. So a lone item waits for
 * nobody, and groups grow by themselves under load.
 */
export const createBatcher = <Item, Answer>(
  options: BatcherOptions<Item, Answer>,
): Batcher<Item, Answer> => {
  const {
    run,
    maxWeight,
    weigh = () => 1,
    maxBytes = Infinity,
    bytes = () => 0,
    lanes = 1,
  } = options;
  let waiting: Waiting<Item, Answer>[] = [];
  let running = 0;
  let pending = 0;
  let scheduled = false;
  let whenIdle: (() => void)[] = [];

  const takeGroup = (): Waiting<Item, Answer>[] => {
    let weight = 0;
    let size = 0;
    let end = 0;
    for (const { item } of waiting) {
      weight += weigh(item);
      size += bytes(item);
      if (end > 0 && (weight > maxWeight || size > maxBytes)) break;
      end += 1;
    }
    const group = waiting.slice(0, end);
    waiting = waiting.slice(end);
    return group;
  };

  const settle = async (group: Waiting<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await run(group.map((w) => w.item));
      group.forEach((w, i) => w.resolve(answers[i] as Answer));
    } catch (error) {
      for (const w of group) w.reject(error);
    }
    running -= 1;
    pending -= group.length;
    start();
    if (pending === 0) {
      for (const wake of whenIdle) wake();
      whenIdle = [];
    }
  };

  const start = (): void => {
    scheduled = false;
    while (running < lanes && waiting.length > 0) {
      running += 1;
      void settle(takeGroup());
    }
  };

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        pending += 1;
        waiting.push({ item, resolve, reject });
        if (scheduled || running >= lanes) return;
        scheduled = true;
        queueMicrotask(start);
      }),
    get pending() {
      return pending;
    },
    idle: () =>
      pending === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve)),
  };
};
