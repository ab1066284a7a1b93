import type { Duplex } from 'node:stream';

/** How long a call stays without an answer when the client does not give up first. */
export const MAX_HOLD_MS = 120_000;

/** Leaves a connection without an answer: resolves when the client has gone, or cuts it in the end. */
export const holdOpen = async (socket: Duplex, maxMs = MAX_HOLD_MS): Promise<void> => {
  if (socket.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => socket.destroy(), maxMs);
  socket.once('close', () => {
    clearTimeout(timer);
    resolve();
  });
  await promise;
};
