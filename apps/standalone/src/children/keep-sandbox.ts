import { freePort } from '@carillon/embedded';
import type { StandaloneConfig } from '../config.ts';
import type { Supervised } from '../supervision/supervise.ts';
import type { ChildContext, SandboxPlace } from './child-context.ts';
import { keepChild } from './keep-child.ts';

const DRAIN_MS = 5_000;

/** The sandbox; a restarted one keeps its ports. */
export const keepSandbox = async (
  context: ChildContext & { readonly config: StandaloneConfig },
): Promise<SandboxPlace & { readonly supervised: Supervised }> => {
  const { config, env, home, apiUrl, pids, onDown } = context;
  const port = await freePort(config.SANDBOX_PORT, 'the sandbox (SANDBOX_PORT)');
  const smtpPort = await freePort(config.SMTP_PORT, "the sandbox's SMTP (SMTP_PORT)");
  const url = `http://127.0.0.1:${port}`;
  const supervised = await keepChild({
    app: 'sandbox',
    env: {
      ...env,
      CARILLON_HOME: home,
      HOST: '127.0.0.1',
      SANDBOX_PORT: String(port),
      SMTP_PORT: String(smtpPort),
      API_URL: apiUrl,
    },
    drainMs: DRAIN_MS,
    onUp: pids.set('sandbox'),
    onDown: onDown('the sandbox'),
  });
  return {
    url,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    egressAllow: `${url},127.0.0.1:${smtpPort}`,
    supervised,
  };
};
