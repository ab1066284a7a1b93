import { listAllAccounts, listSealedEndpoints, openDatabase } from '@carillon/repositories';
import { CannotUnseal, createSealer, sealingKeys } from '@carillon/runtime';
import { resealAccountSecrets } from './reseal-account-secrets.ts';
import { resealEndpointSecrets } from './reseal-endpoint-secrets.ts';

export interface ResealInput {
  readonly databaseUrl: string;
  /** The new key first, then those that may have sealed what is there. */
  readonly credentialsKeys: string;
  readonly say: (line: string) => void;
}

/** What became of accounts and event endpoints; `left` are the ids of those that no key opens. */
export interface Resealed {
  readonly resealed: number;
  readonly left: readonly string[];
}

const PAGE = 100;

/** Walks through every tenant's secrets; may be stopped and begun again at any time. */
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
  const ends: (readonly [id: string, end: ResealEnd])[] = [];
  const note = (id: string, end: ResealEnd): void => {
    ends.push([id, end]);
    if (ends.length % PAGE === 0) say(`${ends.length} seen`);
  };
  const deps = { database, sealer };
  try {
    for await (const account of everyOne((page) => listAllAccounts(database, page))) {
      note(account.id, await endOf(resealAccountSecrets(deps, account)));
    }
    for await (const endpoint of everyOne((page) => listSealedEndpoints(database, page))) {
      note(endpoint.id, await endOf(resealEndpointSecrets(deps, endpoint)));
    }
  } finally {
    await database.close();
  }
  const withEnd = (wanted: ResealEnd): string[] =>
    ends.flatMap(([id, end]) => (end === wanted ? [id] : []));
  return { resealed: withEnd('resealed').length, left: withEnd('unknown_key') };
};

type ListPage<T> = (page: { after: string | null; limit: number }) => Promise<T[]>;

const everyOne = async function* <T extends { readonly id: string }>(
  list: ListPage<T>,
): AsyncGenerator<T> {
  let page = await list({ after: null, limit: PAGE });
  while (page.length > 0) {
    yield* page;
    page = await list({ after: page.at(-1)?.id ?? null, limit: PAGE });
  }
};

type ResealEnd = 'resealed' | 'fresh' | 'unknown_key';

/** What is changed meanwhile is sealed with the first key by that change. */
const endOf = async (resealing: Promise<boolean>): Promise<ResealEnd> => {
  try {
    return (await resealing) ? 'resealed' : 'fresh';
  } catch (error) {
    if (error instanceof CannotUnseal) return 'unknown_key';
    throw error;
  }
};
