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
import {
  createMetrics,
  createSealer,
  type Logger,
  logAndContinue,
  syncClock,
  type SystemClock,
  systemClock,
} from '@carillon/runtime';
import { createIds } from './create-ids.ts';
import { openAcceptor } from './accept/open-acceptor.ts';
import type { ApiConfig } from './config.ts';
import type { Services } from './services.ts';
import { openTenantDirectory } from './tenants/open-tenant-directory.ts';

/** A flush at work, one given up as too slow, and one more. */
const ACCEPT_CONNECTIONS = 3;
const CLOCK_INTERVAL_MS = 60_000;

export interface OpenServices extends Services {
  readonly clock: SystemClock;
  /** Hands every accepted job over, then closes everything. */
  close(): Promise<void>;
}

/** Who we are, and what time it is; closes the connections when PostgreSQL does not say. */
const greet = async (database: Database, clock: SystemClock): Promise<Installation> => {
  try {
    await syncClock(clock, () => readServerTime(database));
    return await readInstallation(database);
  } catch (error) {
    await database.close();
    if (!isSchemaMissing(error)) throw error;
    const text = 'the database has no schema: run the migrations first (npm run migrate -- up)';
    throw new Error(text, { cause: error });
  }
};

const cappedChannels = ({ CHANNEL_LIMITS }: ApiConfig) => {
  const named = new Set(CHANNEL_LIMITS.map((limit) => limit.split(':', 1)[0]));
  return new Set(CHANNELS.filter((channel) => named.has(channel)));
};

/** Connects what the endpoints use. Throws when PostgreSQL is away or has no schema. */
export const openServices = async (config: ApiConfig, log: Logger): Promise<OpenServices> => {
  const open = (maxConnections: number): Database =>
    openDatabase({
      url: config.DATABASE_URL,
      maxConnections,
      applicationName: 'carillon-api',
      onError: (error) => log.warn('a connection to PostgreSQL broke', { error }),
    });
  const database = open(config.DATABASE_POOL_SIZE);
  const clock = systemClock();
  const { id: installationId } = await greet(database, clock);
  // Accepting has connections of its own, so that no amount of reading can hold it up.
  const acceptDatabase = open(ACCEPT_CONNECTIONS);
  const timer = setInterval(() => {
    const sync = syncClock(clock, () => readServerTime(database));
    void logAndContinue(sync, log, 'the clock was not compared with PostgreSQL');
  }, CLOCK_INTERVAL_MS);
  const producer = openProducer({
    redisUrl: config.REDIS_URL,
    installationId,
    onError: (error) => log.warn('Redis', { error }),
  });
  const ids = createIds(clock);
  const metrics = createMetrics({ service: 'api' });
  const tenants = openTenantDirectory(database, log);
  const acceptor = openAcceptor({
    database: acceptDatabase,
    producer,
    clock,
    ids,
    log,
    metrics,
    cappedChannels: cappedChannels(config),
    tenants,
  });
  const egress = {
    allow: config.EGRESS_ALLOW,
    denyCidrs: config.EGRESS_DENY_CIDRS,
    allowHttp: config.EGRESS_ALLOW_HTTP,
  };
  return {
    database,
    producer,
    acceptor,
    clock,
    ids,
    log,
    metrics,
    sealer: createSealer(config.CREDENTIALS_KEYS),
    egress,
    close: async () => {
      clearInterval(timer);
      tenants.close();
      await acceptor.idle();
      await producer.close();
      await Promise.all([database.close(), acceptDatabase.close()]);
    },
  };
};
