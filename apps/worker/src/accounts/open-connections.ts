import { findProvider, parseSettings, type Provider, type ProviderDeps } from '@carillon/providers';
import type { AccountKey, ProviderAccountRecord } from '@carillon/repositories';
import { createCallsUnderWay } from './calls-under-way.ts';
import { DEFAULT_DEADLINE_MS } from './default-deadline.ts';
import type { SendingAccount } from './sending-account.ts';
import { unusableAccount } from './unusable-account.ts';

export interface ConnectionsDeps extends ProviderDeps {
  /** Opens the sealed settings of an account; throws when no key fits. */
  readonly unseal: (account: ProviderAccountRecord) => Readonly<Record<string, string>>;
  /** Our own origin as vendors reach it; null when they cannot. */
  readonly publicUrl: string | null;
}

/** The tenants' accounts as open connections, each opened once for each version of it. */
export interface Connections {
  open(account: ProviderAccountRecord): SendingAccount;
  /** Those that are open. */
  list(): AccountKey[];
  /** Closes accounts that have been deleted, when the calls that they are at have ended. */
  retire(accountIds: readonly string[]): void;
  close(): Promise<void>;
}

export const createConnections = (deps: ConnectionsDeps): Connections => {
  const open = new Map<string, { record: ProviderAccountRecord; account: SendingAccount }>();
  /** Retired, and at their last calls. */
  const ending = new Set<Provider>();

  const openAccount = (record: ProviderAccountRecord): SendingAccount => {
    const connection = openProvider(record, deps);
    const close = (): void => {
      ending.delete(connection);
      void connection.close();
    };
    return { ...describe(record, deps), connection, calls: createCallsUnderWay(close) };
  };
  const retire = ({ connection, calls }: SendingAccount): void => {
    ending.add(connection);
    calls.retire();
  };

  return {
    open: (record) => {
      const known = open.get(record.id);
      // One that was read before the last change, and came later, does not undo it.
      if (known !== undefined && known.record.version >= record.version) return known.account;
      if (known !== undefined) retire(known.account);
      const account = openAccount(record);
      open.set(record.id, { record, account });
      return account;
    },
    list: () => [...open.values()].map(({ record: { tenantId, id } }) => ({ tenantId, id })),
    retire: (accountIds) => {
      for (const id of accountIds) {
        const known = open.get(id);
        open.delete(id);
        if (known !== undefined) retire(known.account);
      }
    },
    close: async () => {
      const current = [...open.values()].map((o) => o.account.connection);
      await Promise.all([...current, ...ending].map((connection) => connection.close()));
    },
  };
};

const describe = (
  record: ProviderAccountRecord,
  { publicUrl }: ConnectionsDeps,
): Omit<SendingAccount, 'connection' | 'calls'> => {
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
