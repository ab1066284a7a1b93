import { createHash } from 'node:crypto';
import { findProvider, parseSettings, type ProviderDeps } from '@carillon/providers';
import type { WorkerConfig } from '../config.ts';
import { createCallsUnderWay } from './calls-under-way.ts';
import { DEFAULT_DEADLINE_MS } from './default-deadline.ts';
import type { SendingAccount } from './sending-account.ts';

type AccountConfig = NonNullable<WorkerConfig['PROVIDER_ACCOUNTS']>[number];

/** RFC 8314, 3.3: submission over TLS, and with STARTTLS. */
const SUBMISSIONS_PORT = 465;
const SUBMISSION_PORT = 587;

/**
 * Opens the accounts that the environment describes, for tenants that have none of their own for a
 * channel: PROVIDER_ACCOUNTS first, then SMTP_URL, then the ones that need no settings. Throws with
 * all problems of an account together.
 */
export const openEnvironmentAccounts = (
  config: WorkerConfig,
  webhookSecret: string,
  deps: ProviderDeps,
): SendingAccount[] =>
  [
    ...(config.PROVIDER_ACCOUNTS ?? []),
    ...(config.SMTP_URL === undefined ? [] : [smtpAccount(config.SMTP_URL, config.SMTP_FROM)]),
    { provider: 'webhook', settings: { secret: config.WEBHOOK_SECRET ?? webhookSecret } },
    { provider: 'inbox', settings: {} },
    ...(findProvider('desktop') ? [{ provider: 'desktop', settings: {} }] : []),
  ].map((account, index) => open(account, index, deps));

const open = (account: AccountConfig, index: number, deps: ProviderDeps): SendingAccount => {
  const definition = findProvider(account.provider);
  if (definition === undefined) throw new Error(`no provider is called "${account.provider}"`);
  const parsed = parseSettings(definition, account.settings);
  if (!parsed.ok) {
    const problems = parsed.errors.map((e) => `${e.path} ${e.message}`).join(', ');
    throw new Error(`provider account "${account.provider}": ${problems}`);
  }
  return {
    id: idOf(definition.name, index),
    provider: definition.name,
    channels: account.channels ?? definition.channels,
    deadlineMs: account.deadlineMs ?? DEFAULT_DEADLINE_MS,
    ratePerSecond: account.ratePerSecond ?? null,
    callbackUrl: null,
    connection: definition.open(parsed.settings, deps),
    calls: createCallsUnderWay(() => {}),
  };
};

/** Every process gives such an account the same id, so that they share its circuit and its limits. */
const idOf = (provider: string, index: number): string => {
  const hex = createHash('sha256').update(`environment ${index} ${provider}`).digest('hex');
  const [a, b, c, d, e] = [0, 8, 13, 17, 20].map((at) => hex.slice(at));
  return `${a?.slice(0, 8)}-${b?.slice(0, 4)}-8${c?.slice(0, 3)}-8${d?.slice(0, 3)}-${e?.slice(0, 12)}`;
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
