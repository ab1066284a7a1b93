import {
  capsIn,
  CHANNELS,
  declareCategory,
  smsMaxSegmentsIn,
  type AccountRoute,
  type Cap,
  type Category,
  type Channel,
} from '@carillon/domain';
import {
  findGoneAccounts,
  readConfigurationVersion,
  readTenantConfiguration,
  type Database,
  type TenantConfiguration,
} from '@carillon/repositories';
import type { Connections } from './open-connections.ts';
import type { SendingAccount } from './sending-account.ts';

/** Who may send for one channel of a tenant. */
export interface ChannelRoute {
  readonly route: AccountRoute;
  readonly accounts: ReadonlyMap<string, SendingAccount>;
  /** The longest deadline of its accounts: what a lease must cover. */
  readonly deadlineMs: number;
}

/** What this process knows about one tenant. */
export interface Tenant {
  readonly id: string;
  /** Undefined where nobody sends for the channel. */
  routeOf(channel: Channel): ChannelRoute | undefined;
  readonly caps: readonly Cap[];
  /** Its part of a saturated channel, beside the others'. */
  readonly weight: number;
  readonly smsMaxSegments: number;
  /** Whether any category was declared: without one, only subscribers have a say. */
  readonly hasCategories: boolean;
  /** A category as it was declared, or with the defaults. */
  categoryOf(key: string): Category;
  /** Whether anybody wants to hear of what becomes of its deliveries. */
  readonly tellsEvents: boolean;
}

/** Every tenant's routes, settings and categories, remembered until something changes anywhere. */
export interface AccountDirectory {
  /** Rejects only when the tenant is not known here and PostgreSQL does not answer. */
  of(tenantId: string): Promise<Tenant>;
  /** What the environment's accounts serve for every tenant. */
  readonly environmentChannels: readonly Channel[];
  /** Looks whether something has changed; a chore's pass. */
  refresh(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DirectoryDeps {
  readonly database: Database;
  readonly connections: Connections;
  readonly environment: readonly SendingAccount[];
}

export const createAccountDirectory = (deps: DirectoryDeps): AccountDirectory => {
  const { database, connections, environment } = deps;
  const tenants = new Map<string, Promise<Tenant>>();
  let version: string | null = null;

  const load = async (tenantId: string): Promise<Tenant> => {
    const configuration = await readTenantConfiguration(database, tenantId);
    const own = configuration.accounts.map((record) => connections.open(record));
    const byChannel = new Map<Channel, ChannelRoute>();
    for (const channel of CHANNELS) {
      const route = routeOf(channel, { configuration, own, environment });
      if (route !== undefined) byChannel.set(channel, route);
    }
    const categories = new Map(configuration.categories.map((c) => [c.key, c]));
    return {
      id: tenantId,
      routeOf: (channel) => byChannel.get(channel),
      caps: capsIn(configuration.settings),
      weight: configuration.weight,
      smsMaxSegments: smsMaxSegmentsIn(configuration.settings),
      hasCategories: categories.size > 0,
      categoryOf: (key) => categories.get(key) ?? declareCategory(key),
      tellsEvents: configuration.tellsEvents,
    };
  };

  return {
    environmentChannels: [...new Set(environment.flatMap((account) => account.channels))],
    of: (tenantId) => {
      const known = tenants.get(tenantId);
      if (known !== undefined) return known;
      const loading = load(tenantId);
      tenants.set(tenantId, loading);
      loading.catch(() => tenants.delete(tenantId));
      return loading;
    },
    refresh: async () => {
      const newest = await readConfigurationVersion(database);
      if (newest === version) return false;
      tenants.clear();
      connections.retire(await findGoneAccounts(database, connections.list()));
      version = newest;
      return true;
    },
    close: async () => {
      await connections.close();
      await Promise.all(environment.map((account) => account.connection.close()));
    },
  };
};

interface Known {
  readonly configuration: TenantConfiguration;
  readonly own: readonly SendingAccount[];
  readonly environment: readonly SendingAccount[];
}

/** The stored route; without one the tenant's oldest account, or else the environment's first. */
const routeOf = (channel: Channel, known: Known): ChannelRoute | undefined => {
  const serves = (account: SendingAccount): boolean => account.channels.includes(channel);
  const only = known.own.find(serves) ?? known.environment.find(serves);
  const stored = known.configuration.routes.find((r) => r.channel === channel);
  const listed = stored?.accounts.flatMap(({ accountId, weight }) => {
    const account = known.own.find((a) => a.id === accountId);
    return account === undefined ? [] : [{ account, weight }];
  });
  const members = listed?.length ? listed : only && [{ account: only, weight: 1 }];
  if (members === undefined) return undefined;
  return {
    route: {
      strategy: stored?.strategy ?? 'failover',
      accounts: members.map(({ account, weight }) => ({ accountId: account.id, weight })),
    },
    accounts: new Map(members.map(({ account }) => [account.id, account])),
    deadlineMs: Math.max(...members.map(({ account }) => account.deadlineMs)),
  };
};
