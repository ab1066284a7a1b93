import type { Supervised } from '../supervision/supervise.ts';
import type { ChildContext, SandboxPlace } from './child-context.ts';
import { keepChild } from './keep-child.ts';

/** The sandbox; a restarted one keeps its ports. */
export const keepSandbox = async (
  context: ChildContext,
): Promise<SandboxPlace & { readonly supervised: Supervised }> => {
  const { env, home, ports, apiUrl, pids, onDown } = context;
  const url = `http://127.0.0.1:${ports.sandbox}`;
  const supervised = await keepChild({
    app: 'sandbox',
    env: {
      ...env,
      CARILLON_HOME: home,
      HOST: '127.0.0.1',
      SANDBOX_PORT: String(ports.sandbox),
      SMTP_PORT: String(ports.smtp),
      API_URL: apiUrl,
    },
    onUp: pids.set('sandbox'),
    onDown: onDown('the sandbox'),
  });
  return {
    url,
    smtpUrl: `smtp://127.0.0.1:${ports.smtp}`,
    egressAllow: `${url},127.0.0.1:${ports.smtp}`,
    supervised,
  };
};
