import { connect, type OnError, WORKER_REDIS } from '../redis/connect.ts';
import { quietErrors } from '../redis/quiet-errors.ts';
import { inboxChannel } from './inbox-hint.ts';

export interface InboxHintOptions {
  readonly redisUrl: string;
  readonly installationId: string;
  /** Told which inboxes have changed, by their hints. */
  readonly onHints: (hints: readonly string[]) => void;
  /** Told when hints may have been missed: whenever it listens anew. */
  readonly onGap: () => void;
  readonly onError: OnError;
}

/** A connection that listens only notices that it is dead when it says something. */
const PING_MS = 10_000;

/**
 * Listens for changed inboxes. Redis may lose any hint, so that whoever relies on them also looks into
 * PostgreSQL: after each gap, and now and then.
 */
export const openInboxHints = (options: InboxHintOptions): { close(): void } => {
  const onError = quietErrors(options.onError);
  const redis = connect(options.redisUrl, WORKER_REDIS, onError);
  redis.on('message', (_channel: string, text: string) => options.onHints(text.split(',')));
  redis.on('ready', () => {
    redis.subscribe(inboxChannel(options.installationId)).then(options.onGap, onError);
  });
  const timer = setInterval(() => {
    if (redis.status === 'ready') redis.ping().catch(onError);
  }, PING_MS);
  timer.unref();
  return {
    close: () => {
      clearInterval(timer);
      redis.disconnect();
    },
  };
};
