import {
  capsFor,
  capsIn,
  type Category,
  type Channel,
  declareCategory,
  NO_PREFERENCES,
  type UsedCap,
} from '@carillon/domain';
import {
  type CapUsage,
  type CircuitRecord,
  type Database,
  accountKey,
  fetchWishes,
  findCircuits,
  findSuppressions,
  type FoundSuppression,
  readCapUsage,
  readEnvironmentChannels,
  readTenantConfiguration,
  type TenantConfiguration,
  watchedEndpoint,
  type Wishes,
} from '@carillon/repositories';

/** A delivery as far as the gates look at it. */
export interface GateSubject {
  readonly id: string;
  readonly channel: Channel;
  readonly address: string | null;
}

export interface FactsQuery {
  readonly tenantId: string;
  readonly category: string;
  readonly subscriberId: string | undefined;
  readonly deliveries: readonly GateSubject[];
  readonly at: Date;
}

/** All that the gates look at, of one notification's deliveries. */
export interface GateFacts {
  readonly configuration: TenantConfiguration;
  /** Channels that the workers' environment serves; null while that is not known. */
  readonly environment: readonly Channel[] | null;
  readonly wishes: Pick<Wishes, 'categories' | 'quietHours' | 'timezone'>;
  readonly suppressions: readonly FoundSuppression[];
  readonly caps: readonly (UsedCap & { readonly address: string })[];
  readonly circuits: ReadonlyMap<string, CircuitRecord>;
}

const UNKNOWN = { ...NO_PREFERENCES, timezone: null };

/** The caps that the deliveries fall under, each for its recipient. */
const capsOf = (query: FactsQuery, { settings }: TenantConfiguration) =>
  query.deliveries.flatMap(({ channel, address }) =>
    address === null
      ? []
      : capsFor(capsIn(settings), { channel, category: query.category }).map((cap) => ({
          ...cap,
          address,
        })),
  );

const circuitKeys = (query: FactsQuery, { accounts }: TenantConfiguration): string[] => [
  ...accounts.map(({ id }) => accountKey(id)),
  ...query.deliveries.flatMap(({ channel, address }) =>
    channel === 'webhook' && address !== null ? [watchedEndpoint(query.tenantId, address).key] : [],
  ),
];

/** Reads them in two rounds of queries: what the tenant has set up, then what that leads to. */
export const readGateFacts = async (database: Database, query: FactsQuery): Promise<GateFacts> => {
  const { tenantId, subscriberId, deliveries, at } = query;
  const addresses = deliveries.flatMap(({ channel, address }) =>
    address === null ? [] : [{ channel, address }],
  );
  const [configuration, environment, wishes, suppressions] = await Promise.all([
    readTenantConfiguration(database, tenantId),
    readEnvironmentChannels(database),
    subscriberId === undefined ? [] : fetchWishes(database, tenantId, [subscriberId]),
    findSuppressions(database, { tenantId, addresses, at }),
  ]);
  const caps = capsOf(query, configuration);
  const draws = caps.map((cap) => ({ ...cap, tenantId, category: cap.category ?? '' }));
  const [usages, circuits] = await Promise.all([
    readCapUsage(database, { tenantId, draws, at }),
    findCircuits(database, circuitKeys(query, configuration)),
  ]);
  return {
    configuration,
    environment,
    wishes: wishes[0] ?? UNKNOWN,
    suppressions,
    caps: caps.map((cap, i) => ({ ...cap, ...(usages[i] as CapUsage) })),
    circuits: new Map(circuits.map((circuit) => [circuit.key, circuit])),
  };
};

/** A category as the tenant has declared it, or with the defaults. */
export const categoryIn = ({ configuration }: GateFacts, key: string): Category =>
  configuration.categories.find((category) => category.key === key) ?? declareCategory(key);
