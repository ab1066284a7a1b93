import { findProvider, parseSettings, type ProviderDeps } from '@carillon/providers';
import type { WorkerConfig } from '../config.ts';
import {
  accountsByChannel,
  type ProviderAccount,
  type ProviderAccounts,
} from './provider-accounts.ts';

type AccountConfig = NonNullable<WorkerConfig['PROVIDER_ACCOUNTS']>[number];

const DEADLINE_MS = 10_000;
/** RFC 8314, 3.3: submission over TLS, and with STARTTLS. */
const SUBMISSIONS_PORT = 465;
const SUBMISSION_PORT = 587;

/**
 * Opens the accounts that the environment describes: PROVIDER_ACCOUNTS first, then SMTP_URL, then the
 * ones that need no settings of their own. Throws with all problems of an account together.
 */
export const openAccounts = (
  config: WorkerConfig,
  webhookSecret: string,
  deps: ProviderDeps,
): ProviderAccounts =>
  accountsByChannel(
    [
      ...(config.PROVIDER_ACCOUNTS ?? []),
      ...(config.SMTP_URL === undefined ? [] : [smtpAccount(config.SMTP_URL, config.SMTP_FROM)]),
      { provider: 'webhook', settings: { secret: config.WEBHOOK_SECRET ?? webhookSecret } },
      { provider: 'inbox', settings: {} },
    ].map((account) => open(account, deps)),
  );

const open = (account: AccountConfig, deps: ProviderDeps): ProviderAccount => {
  const definition = findProvider(account.provider);
  if (definition === undefined) throw new Error(`no provider is called "${account.provider}"`);
  const parsed = parseSettings(definition, account.settings);
  if (!parsed.ok) {
    const problems = parsed.errors.map((e) => `${e.path} ${e.message}`).join(', ');
    throw new Error(`provider account "${account.provider}": ${problems}`);
  }
  return {
    provider: definition.name,
    channels: account.channels ?? definition.channels,
    deadlineMs: account.deadlineMs ?? DEADLINE_MS,
    connection: definition.open(parsed.settings, deps),
  };
};

const smtpAccount = (smtpUrl: string, from: string): AccountConfig => {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    provider: 'smtp',
    settings: {
      host: url.hostname,
      port: Number(url.port || (secure ? SUBMISSIONS_PORT : SUBMISSION_PORT)),
      secure,
      from,
      ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
      ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    },
  };
};
