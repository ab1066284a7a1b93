import type { Sandbox } from './lab.ts';

type Env = Readonly<Record<string, string>>;

interface Account {
  readonly provider: string;
  readonly channels: readonly string[];
  readonly settings: Readonly<Record<string, string | number>>;
  readonly deadlineMs: number;
  readonly ratePerSecond?: number;
}

const env = (accounts: readonly Account[]): Env => ({
  PROVIDER_ACCOUNTS: JSON.stringify(accounts),
});

/** Real protocols to the sandbox's stand-ins: SMTP and webhooks. */
export const sandboxAccounts = (
  { smtpPort }: Sandbox,
  { deadlineMs, maxConnections }: { deadlineMs: number; maxConnections: number },
): Env => {
  const smtp = { host: '127.0.0.1', port: smtpPort, from: 'faults@example.com', maxConnections };
  const secret = `whsec_${Buffer.from('the secret of the fault tests…').toString('base64')}`;
  return env([
    { provider: 'smtp', channels: ['email'], settings: smtp, deadlineMs },
    { provider: 'webhook', channels: ['webhook'], settings: { secret }, deadlineMs },
  ]);
};

/** A provider whose every call takes `delayMs` and is written to a ledger. */
export const noopAccount = (
  settings: { readonly ledgerFile: string; readonly delayMs: number },
  limits: Partial<Pick<Account, 'ratePerSecond' | 'deadlineMs'>> = {},
): Env =>
  env([
    { provider: 'noop', channels: ['email', 'webhook'], settings, deadlineMs: 10_000, ...limits },
  ]);
