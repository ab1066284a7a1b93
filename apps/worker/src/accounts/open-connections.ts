import { findProvider, parseSettings, type Provider, type ProviderDeps } from '@carillon/providers';
import type { ProviderAccountRecord } from '@carillon/repositories';
import { DEFAULT_DEADLINE_MS } from './default-deadline.ts';
import type { SendingAccount } from './sending-account.ts';
import { unusableAccount } from './unusable-account.ts';

/** No call lasts longer, so after this a replaced connection has none left (API.md, `deadlineMs`). */
const LONGEST_CALL_MS = 60_000;

export interface ConnectionsDeps extends ProviderDeps {
  /** Opens the sealed settings of an account; throws when no key fits. */
  readonly unseal: (account: ProviderAccountRecord) => Readonly<Record<string, string>>;
  /** Our own origin as vendors reach it; null when they cannot. */
  readonly publicUrl: string | null;
}

/** The tenants' accounts as open connections, each opened once for each version of it. */
export interface Connections {
  open(account: ProviderAccountRecord): SendingAccount;
  close(): Promise<void>;
}

export const createConnections = (deps: ConnectionsDeps): Connections => {
  const open = new Map<string, { version: number; account: SendingAccount }>();
  const retired = new Set<Provider>();

  const retire = (connection: Provider): void => {
    retired.add(connection);
    const close = (): void => void connection.close().finally(() => retired.delete(connection));
    setTimeout(close, LONGEST_CALL_MS).unref();
  };

  return {
    open: (record) => {
      const known = open.get(record.id);
      // One that was read before the last change, and came later, does not undo it.
      if (known !== undefined && known.version >= record.version) return known.account;
      if (known !== undefined) retire(known.account.connection);
      const account = openAccount(record, deps);
      open.set(record.id, { version: record.version, account });
      return account;
    },
    close: async () => {
      const current = [...open.values()].map((o) => o.account.connection);
      await Promise.all([...current, ...retired].map((connection) => connection.close()));
    },
  };
};

const openAccount = (record: ProviderAccountRecord, deps: ConnectionsDeps): SendingAccount => {
  const { publicUrl } = deps;
  const definition = findProvider(record.provider);
  const hasReceipts = definition?.readCallback !== undefined && publicUrl !== null;
  return {
    id: record.id,
    provider: record.provider,
    channels: record.channels,
    deadlineMs: record.deadlineMs ?? DEFAULT_DEADLINE_MS,
    ratePerSecond: record.ratePerSecond,
    callbackUrl: hasReceipts
      ? `${publicUrl}/api/v1/callbacks/${record.provider}/${record.id}`
      : null,
    connection: openProvider(record, deps),
  };
};

/** An account that was fine when it was stored can be unusable now: a key is gone, a rule is new. */
const openProvider = (record: ProviderAccountRecord, deps: ConnectionsDeps): Provider => {
  const definition = findProvider(record.provider);
  if (definition === undefined) return unusableAccount('This version has no such provider.');
  try {
    const parsed = parseSettings(definition, { ...record.settings, ...deps.unseal(record) });
    if (parsed.ok) return definition.open(parsed.settings, deps);
    const names = parsed.errors.map((e) => e.path).join(', ');
    return unusableAccount(`The account's settings are not valid any more: ${names}.`);
  } catch {
    return unusableAccount("The account's secrets cannot be opened with the keys given.");
  }
};
