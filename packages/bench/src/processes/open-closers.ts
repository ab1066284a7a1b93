/** What has to be stopped or removed in the end, last opened first. */
export interface Closers {
  add(close: () => Promise<unknown>): void;
  /** Closes everything, also after a failure, which it then throws. Safe to call twice. */
  close(): Promise<void>;
}

export const openClosers = (): Closers => {
  const stack: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => stack.push(close),
    close: async () => {
      const failures: unknown[] = [];
      for (let close = stack.pop(); close !== undefined; close = stack.pop()) {
        await close().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0)
        throw new AggregateError(failures, 'not everything could be stopped');
    },
  };
};
