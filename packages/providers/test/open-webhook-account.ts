import type { Provider, ProviderDeps } from '../src/contract.ts';
import { webhook } from '../src/webhook/webhook.ts';

/** The secret of the Standard Webhooks specification's example. */
export const WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export const NOW = new Date('2026-01-03T00:00:00.500Z');

/** Opens an account that may call the given origins although they are private. */
export const openWebhookAccount = (
  allow: readonly string[],
  { secret = WEBHOOK_SECRET, ...more }: Partial<ProviderDeps> & { secret?: string } = {},
): Provider =>
  webhook.open(
    { secret },
    { egress: { allow, denyCidrs: [], allowHttp: false }, now: () => NOW, ...more },
  );
