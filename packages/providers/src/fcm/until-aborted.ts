/** The promise's value, or `late` once the signal aborts; the promise itself goes on for others. */
export const untilAborted = <T>(promise: Promise<T>, signal: AbortSignal, late: T): Promise<T> => {
  const { promise: aborted, resolve } = Promise.withResolvers<T>();
  const onAbort = (): void => resolve(late);
  signal.addEventListener('abort', onAbort);
  return Promise.race([promise, aborted]).finally(() =>
    signal.removeEventListener('abort', onAbort),
  );
};
