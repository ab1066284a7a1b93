import { CATALOG } from '@carillon/providers';

interface GivenAccount {
  readonly provider?: unknown;
  readonly channels?: readonly string[];
}

const accountsIn = (text: string | undefined): GivenAccount[] => {
  try {
    const accounts: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(accounts) ? (accounts as GivenAccount[]) : [];
  } catch {
    // The worker says what is wrong with it.
    return [];
  }
};

/** Providers whose channels the environment serves by accounts of its own. */
export const givenProviders = (
  env: Readonly<Record<string, string | undefined>>,
): ReadonlySet<string> => {
  const channelsOf = ({ provider, channels }: GivenAccount): readonly string[] =>
    channels ?? CATALOG.find((known) => known.name === provider)?.channels ?? [];
  const served = new Set(accountsIn(env['PROVIDER_ACCOUNTS']).flatMap(channelsOf));
  if (env['SMTP_URL']) served.add('email');
  const isServed = (channels: readonly string[]): boolean => channels.some((c) => served.has(c));
  return new Set(CATALOG.filter((p) => isServed(p.channels)).map((p) => p.name));
};
