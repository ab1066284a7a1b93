import { openRelay, type Onlooker } from './open-relay.ts';
import { tellRedis } from './tell-redis.ts';

/** On which side of adding a job to Redis a dispatcher is struck. */
export type Moment = 'before' | 'after';

/**
 * Stands between a worker and Redis and knows when its dispatcher adds jobs: nothing else that a
 * worker tells Redis names a dispatch in a job's data.
 */
export interface AddTrap {
  /** Redis' URL with the trap in place of the server. */
  readonly url: string;
  /**
   * Calls `strike` when jobs are on their way to Redis, which gets them (`after`) or does not
   * (`before`); the worker hears nothing more in either case. Resolves to one of their dispatches.
   */
  arm(moment: Moment, strike: () => void): Promise<string>;
  close(): Promise<void>;
}

const ADDED = /\{"dispatchId":"([0-9a-f-]{36})"/;

/** Whether a Redis holds the job of a dispatch, waiting or running. */
export const holdsJob = async (redisUrl: string, dispatchId: string): Promise<boolean> =>
  (await tellRedis(redisUrl, `KEYS *:${dispatchId}`)).includes(dispatchId);

interface Armed {
  readonly moment: Moment;
  readonly spring: (dispatchId: string) => void;
}

export const openAddTrap = async (redisUrl: string): Promise<AddTrap> => {
  let armed: Armed | null = null;

  const onlooker = (): Onlooker => {
    let added: string | null = null;
    let isStruck = false;
    let turn: Promise<unknown> = Promise.resolve();
    const strike = (dispatchId: string): void => {
      armed?.spring(dispatchId);
      armed = null;
      isStruck = true;
    };
    /** The answer may be to an earlier command: only Redis knows whether it has seen this one. */
    const lookAt = async (pass: () => void): Promise<void> => {
      const awaited = armed?.moment === 'after' ? added : null;
      if (awaited !== null && (await holdsJob(redisUrl, awaited))) strike(awaited);
      if (!isStruck) pass();
    };
    return {
      toServer: (chunk, pass) => {
        const dispatchId = armed === null ? undefined : ADDED.exec(chunk.toString('latin1'))?.[1];
        added = dispatchId ?? added;
        if (dispatchId !== undefined && armed?.moment === 'before') strike(dispatchId);
        if (!isStruck) pass();
      },
      toClient: (_chunk, pass) => {
        turn = turn.then(() => lookAt(pass));
      },
    };
  };

  const relay = await openRelay(redisUrl, onlooker);
  return {
    url: relay.url,
    arm: (moment, strike) =>
      new Promise((resolve) => {
        const spring = (dispatchId: string): void => {
          strike();
          resolve(dispatchId);
        };
        armed = { moment, spring };
      }),
    close: () => relay.close(),
  };
};
