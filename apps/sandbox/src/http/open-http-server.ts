import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** Longer than a client keeps an idle connection, so that it is the client who closes it. */
const KEEP_ALIVE_MS = 65_000;

/** An HTTP server that takes calls. */
export interface HttpServer {
  readonly port: number;
  /** Stops at once and cuts the connections that are left. */
  close(): Promise<void>;
}

/** Starts to listen; rejects when the port is taken. */
export const openHttpServer = async (
  app: Express,
  { host, port }: { host: string; port: number },
): Promise<HttpServer> => {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
