import type { Supervised } from '../supervision/supervise.ts';
import type { ChildContext, SandboxPlace } from './child-context.ts';
import { keepChild } from './keep-child.ts';
import { networkEnv } from './network-env.ts';

/** Who may open Bull Board. */
export interface BullBoardLogin {
  readonly user: string;
  readonly password: string;
}

/** The api; a restarted one keeps its port. */
export const keepApi = (
  context: ChildContext & { readonly sandbox: SandboxPlace; readonly bullBoard: BullBoardLogin },
): Promise<Supervised> => {
  const { env, databaseUrl, redisUrl, ports, bullBoard, pids, onDown } = context;
  return keepChild({
    app: 'api',
    env: {
      ...env,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      HOST: '127.0.0.1',
      API_PORT: String(ports.api),
      CREDENTIALS_KEYS: context.credentialsKeys,
      BULL_BOARD_USER: bullBoard.user,
      BULL_BOARD_PASSWORD: bullBoard.password,
      ...networkEnv(context),
    },
    onUp: pids.set('api'),
    onDown: onDown('the api'),
  });
};
