import {
  listAllAccounts,
  openDatabase,
  resealAccount,
  type Database,
  type ProviderAccountRecord,
} from '@carillon/repositories';
import {
  CannotUnseal,
  createSealer,
  openSealed,
  sealingKeys,
  sealNamed,
  type Sealer,
} from '@carillon/runtime';

export interface ResealInput {
  readonly databaseUrl: string;
  /** The new key first, then those that may have sealed what is there. */
  readonly credentialsKeys: string;
  readonly say: (line: string) => void;
}

/** What became of the accounts; `left` are the ids of those that no key opens. */
export interface Resealed {
  readonly resealed: number;
  readonly left: readonly string[];
}

const PAGE = 100;

/** Walks through every tenant's accounts; may be stopped and begun again at any time. */
export const resealAll = async ({
  databaseUrl,
  credentialsKeys,
  say,
}: ResealInput): Promise<Resealed> => {
  const sealer = createSealer(sealingKeys().parse(credentialsKeys));
  const database = openDatabase({
    url: databaseUrl,
    maxConnections: 1,
    applicationName: 'carillon-rotate',
  });
  try {
    const ends: (readonly [id: string, end: ResealEnd])[] = [];
    for await (const account of everyAccount(database)) {
      ends.push([account.id, await resealOne(database, sealer, account)]);
      if (ends.length % PAGE === 0) say(`${ends.length} accounts seen`);
    }
    const withEnd = (wanted: ResealEnd): string[] =>
      ends.flatMap(([id, end]) => (end === wanted ? [id] : []));
    return { resealed: withEnd('resealed').length, left: withEnd('unknown_key') };
  } finally {
    await database.close();
  }
};

const everyAccount = async function* (database: Database): AsyncGenerator<ProviderAccountRecord> {
  let page = await listAllAccounts(database, { after: null, limit: PAGE });
  while (page.length > 0) {
    yield* page;
    page = await listAllAccounts(database, { after: page.at(-1)?.id ?? null, limit: PAGE });
  }
};

type ResealEnd = 'resealed' | 'fresh' | 'unknown_key';

/** An account that is changed meanwhile is sealed with the first key by that change. */
const resealOne = async (
  database: Database,
  sealer: Sealer,
  account: ProviderAccountRecord,
): Promise<ResealEnd> => {
  if (!Object.values(account.sealed).some((text) => sealer.isStale(text))) return 'fresh';
  try {
    const place = { tenantId: account.tenantId, accountId: account.id };
    const open = openSealed(sealer, account);
    const secrets = new Set(Object.keys(open));
    await resealAccount(database, account, sealNamed(sealer, open, { ...place, secrets }).sealed);
    return 'resealed';
  } catch (error) {
    if (error instanceof CannotUnseal) return 'unknown_key';
    throw error;
  }
};
