import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient, type Client } from '../client/open-client.ts';
import type { Wish } from '../client/submission.ts';
import type { Lab, Sandbox } from './lab.ts';
import { sandboxAccounts } from './provider-accounts.ts';

const SMTP_CONNECTIONS = 10;

/** A small installation under a steady load: sandbox, one api, one worker. */
export interface Loaded {
  readonly sandbox: Sandbox;
  readonly client: Client;
  /** Asks for no more, and resolves when all was answered. */
  readonly stop: () => Promise<void>;
}

export interface LoadedOptions {
  readonly deadlineMs: number;
  readonly perSecond: number;
  /** Makes the wishes, given where the sandbox is. */
  readonly wishes: (sandboxUrl: string) => (n: number) => Wish;
}

export const startLoaded = async (
  lab: Lab,
  { deadlineMs, perSecond, wishes }: LoadedOptions,
): Promise<Loaded> => {
  const sandbox = await lab.startSandbox();
  const accounts = sandboxAccounts(sandbox, { deadlineMs, maxConnections: SMTP_CONNECTIONS });
  const [api] = await Promise.all([lab.startApi(), lab.startWorker('worker-1', accounts)]);
  const client = openClient([api.url], lab.apiKey);
  const load = keepSubmitting(client, { perSecond, wish: wishes(sandbox.url) });
  const stop = async (): Promise<void> => {
    await load.stop();
    await client.close();
  };
  return { sandbox, client, stop };
};
