import { UNSUBSCRIBE_PURPOSE } from '@carillon/domain';
import { durabilityWarnings } from '@carillon/repositories';
import { createLinkSealer, type Logger } from '@carillon/runtime';
import { createAuthenticator } from './auth/create-authenticator.ts';
import type { ApiConfig } from './config.ts';
import { createAdminApp, createApp } from './create-app.ts';
import { listen } from './listen.ts';
import { type OpenServices, openServices } from './open-services.ts';
import { bullBoardRoutes } from './operations/bull-board.ts';
import { documentationRoutes } from './operations/documentation.ts';
import { healthRoutes } from './operations/health.ts';
import { prometheusRoutes } from './operations/prometheus.ts';
import type { TurnedAway } from './http/turn-away.ts';
import { configuredOperators } from './operators/configured-operators.ts';
import { createOperators } from './operators/create-operators.ts';
import type { RequireOperatorDeps } from './operators/require-operator.ts';
import { ROUTES } from './routes.ts';
import { runSubmissions } from './submissions/run-submissions.ts';
import { unsubscribeRoutes } from './unsubscribe/unsubscribe-routes.ts';

/** An api that listens. */
export interface RunningApi {
  readonly port: number;
  /** Where Bull Board is, if it has a listener of its own. */
  readonly adminPort: number | null;
  /** Takes no more requests, answers those it has, hands every job over, closes everything. */
  close(): Promise<void>;
}

/** Who may open Bull Board; null when nobody may. */
const loginOf = async (
  config: ApiConfig,
  { log, logins }: OpenServices,
): Promise<RequireOperatorDeps | null> => {
  const entries = await configuredOperators(config);
  const { PUBLIC_URL: publicUrl } = config;
  if (entries.length > 0) return { operators: await createOperators(entries), logins, publicUrl };
  log.info('Bull Board is off: set OPERATORS to turn it on (npm run operator)');
  return null;
};

/** Puts an api together and listens. Refuses to start without a schema. */
export const startApi = async (config: ApiConfig, log: Logger): Promise<RunningApi> => {
  const services = await openServices(config, log);
  const { database, acceptDatabase, producer, clock, metrics, inboxTokens, keyRing, strangers } =
    services;
  for (const warning of await durabilityWarnings(database)) log.warn(warning);
  const {
    HOST: host,
    ADMIN_PORT: adminPort,
    PUBLIC_URL: publicUrl,
    TRUST_PROXY: trustProxy,
  } = config;
  const links = createLinkSealer(services.linkSecret, UNSUBSCRIBE_PURPOSE);
  const bullBoard = bullBoardRoutes(producer.queues, await loginOf(config, services), database);
  const app = createApp({
    publicUrl: config.PUBLIC_URL,
    services,
    authenticate: createAuthenticator({
      database: acceptDatabase,
      keyRing,
      inboxTokens,
      clock,
    }),
    corsOrigins: config.CORS_ORIGINS,
    trustProxy,
    operations: [
      healthRoutes({ database, producer, clock, maxQueueAgeMs: config.READY_MAX_QUEUE_AGE }),
      prometheusRoutes({
        database,
        producer,
        metrics,
        log,
        strangers,
        token: config.METRICS_TOKEN,
      }),
      documentationRoutes(ROUTES, publicUrl),
      unsubscribeRoutes({ database, clock, links }),
      ...(adminPort === undefined ? [bullBoard] : []),
    ],
  });
  const listening = {
    host,
    maxConnections: config.MAX_CONNECTIONS,
    newId: services.ids.newId,
    onTurnedAway: (reason: TurnedAway) => metrics.turnedAway.inc({ reason }),
  };
  const adminApp = createAdminApp(services, trustProxy, [bullBoard]);
  const admin =
    adminPort === undefined ? null : await listen(adminApp, { ...listening, port: adminPort });
  const server = await listen(app, { ...listening, port: config.API_PORT });
  const submissions = runSubmissions({ ...services, database: acceptDatabase });
  return {
    port: server.port,
    adminPort: admin?.port ?? null,
    close: async () => {
      const { inboxStreams } = services;
      inboxStreams.close();
      await Promise.all([server.close(), admin?.close(), submissions.stop()]);
      await services.close();
    },
  };
};
