import { installationPrefix } from '../queue-names.ts';
import { connect, type OnError, WORKER_REDIS } from '../redis/connect.ts';

/** What is asked for: due deliveries to be dispatched, or broadcasts to be fanned out. */
export type WakeReason = 'dispatch' | 'fan-out';

/** The channel on which a dispatcher is told what waits for it in PostgreSQL. */
export const wakeChannel = (installationId: string): string =>
  `${installationPrefix(installationId)}:wake`;

export interface WakeOptions {
  readonly redisUrl: string;
  readonly installationId: string;
  readonly onWake: (reason: WakeReason) => void;
  readonly onError: OnError;
}

/** Listens for wake-ups. They are hints: one that is lost costs the dispatcher's next poll, no more. */
export const openWake = (options: WakeOptions): { close(): Promise<void> } => {
  const redis = connect(options.redisUrl, WORKER_REDIS, options.onError);
  redis.on('message', (_, reason) => options.onWake(reason as WakeReason));
  redis.subscribe(wakeChannel(options.installationId)).catch(options.onError);
  return {
    close: async () => {
      redis.disconnect();
    },
  };
};
