import { AFTER_ALL_ITEMS, type InboxChanges, type InboxPosition } from '@carillon/repositories';
import { inboxCountsView } from '../endpoints/inbox/inbox-counts-view.ts';
import { inboxItemView } from '../endpoints/inbox/inbox-item-view.ts';
import { eventText } from './event-text.ts';

/** The next part of a stream. */
export interface ChangesText {
  readonly text: string;
  /** Where a reader stands who has it. */
  readonly position: InboxPosition;
  /** False when more is to be read from there. */
  readonly complete: boolean;
}

/** Most characters of one part, so that what waits for a slow reader is little; one item may be longer. */
const MAX_LENGTH = 64 * 1_024;

/**
 * What a reader at `from` is told: each changed item, and when it has them all the counts. An item that
 * is the last one of its version carries the version as its id; `limit` is how many were asked for.
 */
export const changesText = (
  { items, counts }: InboxChanges,
  from: InboxPosition,
  limit: number,
): ChangesText => {
  let text = '';
  let position = from;
  for (const [i, item] of items.entries()) {
    const next = items[i + 1];
    const isLast = next === undefined && items.length < limit;
    const endsVersion = isLast || (next !== undefined && next.version !== item.version);
    text += eventText('item', endsVersion ? item.version : null, inboxItemView(item));
    position = {
      ...from,
      version: item.version,
      itemId: endsVersion ? AFTER_ALL_ITEMS : item.id,
    };
    if (text.length > MAX_LENGTH && !isLast) return { text, position, complete: false };
  }
  if (items.length >= limit) return { text, position, complete: false };
  const isPart = from.itemId !== AFTER_ALL_ITEMS;
  const isNews = isPart || items.length > 0 || counts.version !== from.version;
  if (isNews) text += eventText('counts', counts.version, inboxCountsView(counts));
  return {
    text,
    position: { ...from, version: counts.version, itemId: AFTER_ALL_ITEMS },
    complete: true,
  };
};
