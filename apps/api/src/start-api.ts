import { CHANNELS } from '@carillon/domain';
import { openProducer } from '@carillon/queue';
import {
  type Database,
  type Installation,
  isSchemaMissing,
  openDatabase,
  readInstallation,
  readServerTime,
} from '@carillon/repositories';
import { createMetrics, type Logger, syncClock, systemClock } from '@carillon/runtime';
import { openAcceptor } from './accept/open-acceptor.ts';
import { createAuthenticator } from './auth/create-authenticator.ts';
import { createFindKey } from './auth/find-key.ts';
import type { ApiConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { listen } from './listen.ts';
import type { Services } from './services.ts';

/** A flush at work, one given up as too slow, and one more. */
const ACCEPT_CONNECTIONS = 3;

/** An api that listens. */
export interface RunningApi {
  readonly port: number;
  /** Takes no more requests, answers those it has, hands every job over, closes everything. */
  close(): Promise<void>;
}

const installationOf = async (database: Database): Promise<Installation> => {
  try {
    return await readInstallation(database);
  } catch (error) {
    if (!isSchemaMissing(error)) throw error;
    throw new Error(
      'the database has no schema: run the migrations first (npm run migrate -- up)',
      {
        cause: error,
      },
    );
  }
};

/** Puts an api together and listens. Refuses to start without a schema. */
export const startApi = async (config: ApiConfig, log: Logger): Promise<RunningApi> => {
  const open = (maxConnections: number): Database =>
    openDatabase({
      url: config.DATABASE_URL,
      maxConnections,
      applicationName: 'carillon-api',
      onError: (error) => log.warn('a connection to PostgreSQL broke', { error }),
    });
  const database = open(config.DATABASE_POOL_SIZE);
  // Accepting has connections of its own, so that no amount of reading can hold it up.
  const acceptDatabase = open(ACCEPT_CONNECTIONS);
  const clock = systemClock();
  const { id: installationId } = await installationOf(database);
  await syncClock(clock, () => readServerTime(database));
  const producer = openProducer({
    redisUrl: config.REDIS_URL,
    installationId,
    onError: (error) => log.warn('Redis', { error }),
  });
  const metrics = createMetrics({ service: 'api' });
  const capped = new Set(config.CHANNEL_LIMITS.map((limit) => limit.split(':', 1)[0]));
  const acceptor = openAcceptor({
    database: acceptDatabase,
    producer,
    clock,
    log,
    metrics,
    cappedChannels: new Set(CHANNELS.filter((channel) => capped.has(channel))),
  });
  const egress = {
    allow: config.EGRESS_ALLOW,
    denyCidrs: config.EGRESS_DENY_CIDRS,
    allowHttp: config.EGRESS_ALLOW_HTTP,
  };
  const services: Services = { database, producer, acceptor, clock, log, metrics, egress };
  const authenticate = createAuthenticator({
    database,
    findKey: createFindKey({ database, clock, log }),
  });
  const app = createApp({
    services,
    authenticate,
    corsOrigins: config.CORS_ORIGINS,
    operations: [],
  });
  const server = await listen(app, { host: config.HOST, port: config.API_PORT });
  return {
    port: server.port,
    close: async () => {
      await server.close();
      await acceptor.idle();
      await producer.close();
      await Promise.all([database.close(), acceptDatabase.close()]);
    },
  };
};
