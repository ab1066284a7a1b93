import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HealthReport } from './create-health.ts';
import { shownHealth } from './shown-health.ts';

export interface ServeHealthOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  readonly check: () => Promise<HealthReport>;
  /** Told of each report, with why checks failed. */
  readonly onReport: (report: HealthReport) => void;
}

/** A listener that answers probes and nothing else. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

const PATIENCE = { requestTimeout: 5_000, headersTimeout: 5_000, keepAliveTimeout: 5_000 };
/** Probes are few; whoever else is here does not get far. */
const MOST_CONNECTIONS = 100;
const ALLOWED = new Set(['GET', 'HEAD']);

/**
 * For a process that serves nothing else. `GET /health`: its event loop turns. `GET /readyz`: 200 `ok`
 * or `degraded`, 503 `down`, with the checks that failed. Rejects when the port is taken.
 */
export const serveHealth = async (options: ServeHealthOptions): Promise<HealthServer> => {
  const { host, port, check, onReport } = options;
  const answer = (res: ServerResponse, status: number, body: object): void => {
    res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    res.end(JSON.stringify(body));
  };
  const answerReady = async (res: ServerResponse): Promise<void> => {
    const report = await check();
    onReport(report);
    answer(res, report.status === 'down' ? 503 : 200, shownHealth(report));
  };
  const server = createServer(PATIENCE, ({ method = '', url = '' }, res) => {
    const [path] = url.split('?', 1);
    if (path !== '/health' && path !== '/readyz') return answer(res, 404, { status: 'not_found' });
    if (!ALLOWED.has(method)) return answer(res, 405, { status: 'method_not_allowed' });
    if (path === '/health') return answer(res, 200, { status: 'ok' });
    void answerReady(res);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
};
