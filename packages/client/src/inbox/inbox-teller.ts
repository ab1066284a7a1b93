import type { InboxCounts } from './inbox-counts.ts';
import type { InboxItem } from './inbox-item.ts';
import type { ServerEvent } from './read-events.ts';

export interface InboxTellerOptions {
  readonly since: number | null;
  readonly onItem: (item: InboxItem) => void;
  readonly onCounts: (counts: InboxCounts) => void;
}

/** What a listener throws is his to hear of, as with an EventTarget; it does not end the stream. */
const call = (listener: () => void): void => {
  try {
    listener();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};

/** Passes on what a stream says, once, and knows where it is to go on. */
export interface InboxTeller {
  /** The version up to which everything has been told; null before the first. */
  readonly version: string | null;
  tell(event: ServerEvent): void;
}

/**
 * A version in which many items change is through with its last one. Who is cut off in the middle of it
 * hears it from its beginning, so what of it was told is remembered until it is through.
 */
export const createInboxTeller = ({ since, onItem, onCounts }: InboxTellerOptions): InboxTeller => {
  let version = since === null ? null : String(since);
  let counts: string | null = null;
  const told = new Set<string>();

  return {
    get version() {
      return version;
    },
    tell: ({ event, data, id }) => {
      const isNew = event === 'item' ? !told.has(data) : data !== counts;
      if (event === 'counts') counts = data;
      if (id === null) told.add(data);
      else {
        version = id;
        told.clear();
      }
      if (!isNew) return;
      if (event === 'item') call(() => onItem(JSON.parse(data) as InboxItem));
      if (event === 'counts') call(() => onCounts(JSON.parse(data) as InboxCounts));
    },
  };
};
