import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { turnAway, type TurnAwayDeps } from './http/turn-away.ts';

/** No client holds a connection for as long as it likes (slow-loris); in ms. */
export interface Patience {
  /** From the first byte of a request to the last one of its body. */
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly keepAliveTimeout: number;
  /** How often it is looked for requests that took too long. */
  readonly connectionsCheckingInterval: number;
}

const PATIENCE: Patience = {
  requestTimeout: 15_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};
const MAX_HEADERS = 100;
/** All lines of a head together, in bytes; beyond it is 431. */
const MAX_HEAD_BYTES = 16_384;
const SWEEP_MS = 50;
const UNUSED_MS = 1_000;

/** A server that takes requests. */
export interface Listening {
  readonly port: number;
  /** Takes no new connections and resolves when the last request is answered. */
  close(): Promise<void>;
}

export interface ListenOptions extends TurnAwayDeps {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Beyond as many open ones a new connection is closed at once. */
  readonly maxConnections: number;
  readonly patience?: Patience;
}

/** Listens on an address. */
export const listen = async (app: RequestListener, options: ListenOptions): Promise<Listening> => {
  const { host, port, maxConnections, patience = PATIENCE } = options;
  const server: Server = createServer({ ...patience, maxHeaderSize: MAX_HEAD_BYTES }, app);
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = maxConnections;
  turnAway(server, options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // Browsers and pools open connections ahead; to Node one on which nothing was asked is not idle.
  const unused = new Set<Socket>();
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  let closing = false;
  // A client under load would go on using a kept connection for as long as it is answered on it.
  server.prependListener('request', (_request, response) => {
    if (closing) response.setHeader('connection', 'close');
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // One that was answered just before `closing` is idle only a moment later.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
      server.closeIdleConnections();
      // Whoever has just connected may be about to ask.
      const last = setTimeout(() => {
        for (const socket of unused) socket.destroy();
      }, UNUSED_MS);
      await closed;
      clearInterval(sweep);
      clearTimeout(last);
    },
  };
};
