import { openRelay, type Onlooker } from './open-relay.ts';

/**
 * Stands between an api and PostgreSQL. Armed, it looks before it passes on an answer: as soon as
 * others can see what is waited for, it is committed, and its client must not hear of it.
 */
export interface CommitProxy {
  /** The database's URL with the proxy in place of the server. */
  readonly url: string;
  /** Calls `strike` between the commit and its answer, once. Resolves when it has. */
  arm(isCommitted: () => Promise<boolean>, strike: () => void): Promise<void>;
  close(): Promise<void>;
}

interface Trap {
  readonly isCommitted: () => Promise<boolean>;
  readonly spring: () => void;
}

export const openCommitProxy = async (databaseUrl: string): Promise<CommitProxy> => {
  let trap: Trap | null = null;

  /** True when the trap was sprung, and so nothing is to be passed on. */
  const springs = async (): Promise<boolean> => {
    const set = trap;
    if (set === null) return false;
    if (!(await set.isCommitted())) return false;
    if (trap === set) {
      trap = null;
      set.spring();
    }
    return true;
  };

  const inTurn = (): Onlooker => {
    let turn: Promise<unknown> = Promise.resolve();
    return {
      toClient: (_answer, pass) => {
        turn = turn.then(async () => {
          if (!(await springs())) pass();
        });
      },
    };
  };

  const relay = await openRelay(databaseUrl, inTurn);
  return {
    url: relay.url,
    arm: (isCommitted, strike) =>
      new Promise((resolve) => {
        const spring = (): void => {
          strike();
          resolve();
        };
        trap = { isCommitted, spring };
      }),
    close: () => relay.close(),
  };
};
