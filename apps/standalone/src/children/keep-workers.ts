import type { Supervised } from '../supervision/supervise.ts';
import type { ChildContext, SandboxPlace } from './child-context.ts';
import { keepChild } from './keep-child.ts';
import { networkEnv } from './network-env.ts';

/** As many workers as configured, all alike, sending to the sandbox unless told otherwise. */
export const keepWorkers = (
  context: ChildContext & { readonly sandbox: SandboxPlace; readonly count: number },
): Promise<Supervised[]> => {
  const { count, env, databaseUrl, redisUrl, sandbox, pids, onDown } = context;
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      keepChild({
        app: 'worker',
        env: {
          SMTP_URL: sandbox.smtpUrl,
          SMTP_FROM: 'Carillon <carillon@example.com>',
          ...env,
          DATABASE_URL: databaseUrl,
          REDIS_URL: redisUrl,
          ...networkEnv(context),
          CREDENTIALS_KEYS: context.credentialsKeys,
          // One port is not for several; their parent sees when one ends.
          HEALTH_PORT: '',
        },
        onUp: pids.setWorker(index),
        onDown: onDown(`worker ${index + 1}`),
      }),
    ),
  );
};
