import { randomUUID } from 'node:crypto';

/** Listening on a free port of this machine. */
export const locally = {
  host: '127.0.0.1',
  port: 0,
  maxConnections: 1_000,
  newId: randomUUID,
  onTurnedAway: () => {},
};
