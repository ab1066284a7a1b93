import type { Redis } from 'ioredis';
import type { OnError } from '../redis/connect.ts';
import type { Reach } from '../redis/reach.ts';
import { type HintedInbox, inboxChannel, inboxHint } from './inbox-hint.ts';

export interface HintDeps {
  readonly redis: Redis;
  readonly installationId: string;
  readonly reach: Reach;
  readonly onError: OnError;
}

/** False when Redis is away: nobody was told. */
export type HintInboxes = (inboxes: readonly HintedInbox[]) => boolean;

/** Joins the hints of one turn of the event loop into one message, each inbox once. Never awaited. */
export const publishHints = ({ redis, installationId, reach, onError }: HintDeps): HintInboxes => {
  const channel = inboxChannel(installationId);
  const waiting = new Set<string>();

  const flush = (): void => {
    const text = [...waiting].join(',');
    waiting.clear();
    if (reach.isUp()) redis.publish(channel, text).catch(onError);
  };

  return (inboxes) => {
    if (!reach.isUp()) return false;
    if (waiting.size === 0 && inboxes.length > 0) setImmediate(flush);
    for (const inbox of inboxes) waiting.add(inboxHint(installationId, inbox));
    return true;
  };
};
