import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 25;
/** Enough to go through a pool; whoever waits, and who waits behind him, is to hear within 2 s. */
const MOST_MS = 300;

/** A connection that was there and is not; one that cannot be made at all is no such thing. */
const isLostConnection = (error: unknown): boolean => {
  if (!Error.isError(error)) return false;
  const code: unknown = 'code' in error ? error.code : undefined;
  return (
    code === 'ECONNRESET' || code === 'EPIPE' || error.message.startsWith('Connection terminated')
  );
};

/**
 * Repeats what may be done twice while its connection breaks: when one of a pool breaks, those that
 * were idle have often broken with it.
 */
export const repeatOnLostConnection = async <T>(run: () => Promise<T>): Promise<T> => {
  const begun = performance.now();
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isLostConnection(error) || performance.now() - begun > MOST_MS) throw error;
      await delay(PAUSE_MS);
    }
  }
};
