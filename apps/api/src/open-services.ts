import { CHANNELS } from '@carillon/domain';
import {
  type HintedInbox,
  inboxHint,
  openInboxHints,
  openProducer,
  quietErrors,
} from '@carillon/queue';
import {
  type Database,
  type DatabaseOptions,
  type Installation,
  isSchemaMissing,
  mayReadAsTenant,
  openDatabase,
  openTenantReads,
  readInstallation,
  readServerTime,
  rememberVersions,
  type TenantReads,
} from '@carillon/repositories';
import {
  createMetrics,
  createCodeLabels,
  createSealer,
  type Logger,
  logAndContinue,
  openTracing,
  syncClock,
  type SystemClock,
  systemClock,
} from '@carillon/runtime';
import { createInboxTokens } from './auth/inbox-tokens.ts';
import { createTurns } from './turns/create-turns.ts';
import { openWatchedKeyRing } from './auth/open-watched-key-ring.ts';
import { createRenderer } from '@carillon/templates';
import { openPaces } from './brake/open-paces.ts';
import { createIds } from './create-ids.ts';
import { openAcceptor } from './accept/open-acceptor.ts';
import type { ApiConfig } from './config.ts';
import { openInboxStreams } from './inbox-streams/open-inbox-streams.ts';
import type { Services } from './services.ts';
import { openLimits } from './rate-limits/open-limits.ts';
import type { Strangers } from './rate-limits/open-strangers.ts';
import { openTenantDirectory } from './tenants/open-tenant-directory.ts';

/** A flush at work, one given up as too slow and one more; as many for keys, rules and addresses. */
const ACCEPT_CONNECTIONS = 6;
/** Nobody waits longer than 2 s; what takes longer only holds a connection. */
const ACCEPT_STATEMENT_MS = 3_000;
/** Two of the connections for reading, and no line longer than a page of charts asks for. */
const ANALYTICS_AT_ONCE = 2;
const ANALYTICS_WAITING = 16;
const CLOCK_INTERVAL_MS = 60_000;
/** Every connection to Redis reports the same while it is away; that much apart is often enough. */
const REDIS_QUIET_MS = 5_000;
/** Sources of templates that a process remembers, in bytes of JSON. */
const REMEMBERED_BYTES = 32 * 1_024 * 1_024;

export interface OpenServices extends Services {
  readonly clock: SystemClock;
  /** For who calls and what he may: connections that no amount of reading can use up. */
  readonly acceptDatabase: Database;
  /** What links in messages are sealed with. */
  readonly linkSecret: string;
  /** Operators who fail to log in. */
  readonly logins: Strangers;
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

const openReads = async (
  database: Database,
  options: DatabaseOptions,
  log: Logger,
): Promise<TenantReads | null> => {
  if (await mayReadAsTenant(database)) return openTenantReads(options);
  log.warn('PostgreSQL keeps tenants apart by our queries alone: see docs/adr/0019');
  return null;
};

const cappedChannels = ({ CHANNEL_LIMITS }: ApiConfig) => {
  const named = new Set(CHANNEL_LIMITS.map((limit) => limit.split(':', 1)[0]));
  return new Set(CHANNELS.filter((channel) => named.has(channel)));
};

/** Connects what the endpoints use. Throws when PostgreSQL is away or has no schema. */
export const openServices = async (config: ApiConfig, log: Logger): Promise<OpenServices> => {
  const databaseOptions = {
    url: config.DATABASE_URL,
    maxConnections: config.DATABASE_POOL_SIZE,
    applicationName: 'carillon-api',
    onError: (error: Error) => log.warn('a connection to PostgreSQL broke', { error }),
  };
  const database = openDatabase(databaseOptions);
  const clock = systemClock();
  const { id: installationId, linkSecret } = await greet(database, clock);
  // Accepting, from the key on, has connections of its own: no amount of reading can hold it up.
  const acceptDatabase = openDatabase({
    ...databaseOptions,
    maxConnections: ACCEPT_CONNECTIONS,
    statementTimeoutMs: ACCEPT_STATEMENT_MS,
  });
  const tenantReads = await openReads(database, databaseOptions, log);
  const timer = setInterval(() => {
    const sync = syncClock(clock, () => readServerTime(database));
    void logAndContinue(sync, log, 'the clock was not compared with PostgreSQL');
  }, CLOCK_INTERVAL_MS);
  const connection = {
    redisUrl: config.REDIS_URL,
    installationId,
    onError: quietErrors((error) => log.warn('Redis', { error }), REDIS_QUIET_MS),
  };
  const producer = openProducer(connection);
  const ids = createIds(clock);
  const metrics = createMetrics({ service: 'api' });
  const tracing = await openTracing({ config, service: 'api', log });
  const tenants = openTenantDirectory(acceptDatabase, log);
  const paces = openPaces(acceptDatabase, log);
  const renderer = createRenderer();
  const acceptor = openAcceptor({
    database: acceptDatabase,
    producer,
    clock,
    ids,
    log,
    metrics,
    cappedChannels: cappedChannels(config),
    tenants,
    paces,
    versions: rememberVersions(acceptDatabase, REMEMBERED_BYTES),
    renderer,
  });
  const hintOf = (inbox: HintedInbox): string => inboxHint(installationId, inbox);
  const limits = openLimits({ config, producer, metrics, hintOf, secret: linkSecret });
  const { assertWelcome } = limits.strangers;
  const keyRing = openWatchedKeyRing({ database: acceptDatabase, clock, log, assertWelcome });
  const inboxStreams = openInboxStreams({
    database,
    clock,
    log,
    metrics,
    random: Math.random,
    hintOf,
    hintInboxes: producer.hintInboxes,
    listen: (on) => openInboxHints({ ...connection, ...on }),
    limits: { perProcess: config.INBOX_STREAMS, perInbox: config.INBOX_STREAMS_PER_SUBSCRIBER },
  });
  const egress = {
    allow: config.EGRESS_ALLOW,
    denyCidrs: config.EGRESS_DENY_CIDRS,
    allowHttp: config.EGRESS_ALLOW_HTTP,
  };
  return {
    database,
    tenantReads,
    acceptDatabase,
    linkSecret,
    producer,
    acceptor,
    ...limits,
    renderer,
    takeAnalyticsTurn: createTurns(ANALYTICS_AT_ONCE, ANALYTICS_WAITING),
    clock,
    ids,
    log,
    metrics,
    tracer: tracing?.tracer ?? null,
    codeLabelOf: createCodeLabels(),
    sealer: createSealer(config.CREDENTIALS_KEYS),
    inboxTokens: createInboxTokens(config.CREDENTIALS_KEYS),
    keyRing,
    inboxStreams,
    egress,
    close: async () => {
      clearInterval(timer);
      await keyRing.close();
      tenants.close();
      paces.close();
      await acceptor.idle();
      await producer.close();
      await Promise.all([database.close(), acceptDatabase.close(), tenantReads?.close()]);
      await tracing?.close();
    },
  };
};
