import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Listens on a port of 127.0.0.1 for a moment: its number, or null when somebody has it. */
const probe = (port: number): Promise<number | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: bound } = server.address() as AddressInfo;
      server.close(() => resolve(bound));
    });
  });

/**
 * The port to use on 127.0.0.1: `wanted` itself, or any free one for 0. It was free a moment ago,
 * no more: another process may still take it first.
 * @throws Error when `wanted` is taken; its message says what to do.
 */
export const freePort = async (wanted: number, what: string): Promise<number> => {
  const port = await probe(wanted);
  if (port !== null) return port;
  throw new Error(
    `${what}: port ${wanted} of 127.0.0.1 cannot be used, something else probably listens there. ` +
      'Stop that, or choose another port (0 means any free one).',
  );
};
