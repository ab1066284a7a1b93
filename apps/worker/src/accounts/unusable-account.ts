import type { Provider, SendResult } from '@carillon/providers';

/** Stands in for an account that cannot be opened: what it would send is held, and says why. */
export const unusableAccount = (message: string): Provider => {
  const result: SendResult = {
    outcome: 'config',
    begun: true,
    code: 'account_unusable',
    message,
    response: null,
    providerMessageId: null,
    retryAfterMs: null,
  };
  return {
    concurrency: 1,
    send: () => Promise.resolve(result),
    verify: () => Promise.resolve({ ok: false, detail: message }),
    close: () => Promise.resolve(),
  };
};
