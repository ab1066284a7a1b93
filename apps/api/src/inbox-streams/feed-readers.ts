import { type Database, type InboxPosition, listInboxChanges } from '@carillon/repositories';
import type { Logger } from '@carillon/runtime';
import { changesText } from './changes-text.ts';
import type { StreamReader } from './stream-reader.ts';

export interface FeedDeps {
  readonly database: Database;
  readonly log: Logger;
  /** Told of readers whose subscriber is not there any more. */
  readonly onGone: (reader: StreamReader) => void;
}

/** Most inboxes of one statement, and most items of each: at a time so much is held in memory. */
const MOST_POSITIONS = 50;
const MOST_ITEMS = 20;
const RETRY_MS = 1_000;

const positionKey = ({ tenantId, subscriberId, version, itemId }: InboxPosition): string =>
  [tenantId, subscriberId, version, itemId].join(' ');

/**
 * Brings readers up to what PostgreSQL has, as fast as each of them drains. Nothing waits in memory for
 * anybody: who is behind is read for again, and gets each changed item once, in its newest state.
 * Readers of one inbox at one position share a row of the query and the text.
 */
export const feedReaders = ({ database, log, onGone }: FeedDeps) => {
  const due = new Set<StreamReader>();
  let isRunning = false;

  const takeGroups = (): StreamReader[][] => {
    const groups = new Map<string, StreamReader[]>();
    for (const reader of due) {
      const key = positionKey(reader.position);
      if (groups.size === MOST_POSITIONS && !groups.has(key)) continue;
      due.delete(reader);
      if (!reader.isReady) continue; // it is due again when it has drained
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [reader]);
      else group.push(reader);
    }
    return [...groups.values()];
  };

  const pass = async (groups: readonly StreamReader[][]): Promise<void> => {
    const positions = groups.flatMap(([reader]) => reader?.position ?? []);
    const changes = await listInboxChanges(database, positions, MOST_ITEMS);
    for (const [i, group] of groups.entries()) {
      const [from, changed] = [positions[i], changes[i]];
      if (from === undefined || changed === undefined) continue;
      if (changed === null) {
        group.forEach(onGone);
        continue;
      }
      const { text, position, complete } = changesText(changed, from, MOST_ITEMS);
      for (const reader of group.filter(({ isReady }) => isReady)) {
        reader.position = position;
        if (text !== '') reader.write(text);
        if (!complete) due.add(reader);
      }
    }
  };

  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    while (due.size > 0) {
      const groups = takeGroups();
      if (groups.length === 0) continue;
      try {
        await pass(groups);
      } catch (error) {
        for (const reader of groups.flat()) due.add(reader);
        log.warn('inbox streams wait for PostgreSQL', { streams: due.size, error });
        setTimeout(() => void run(), RETRY_MS).unref();
        break;
      }
    }
    isRunning = false;
  };

  return (readers: Iterable<StreamReader>): void => {
    for (const reader of readers) due.add(reader);
    void run();
  };
};
