import type { ServerResponse } from 'node:http';
import { CarillonError } from '@carillon/domain';
import type { HintInboxes, InboxHintOptions } from '@carillon/queue';
import type { Database, InboxKey, InboxPosition } from '@carillon/repositories';
import { type Clock, type Logger, logAndContinue, type Metrics } from '@carillon/runtime';
import { HEARTBEAT } from './event-text.ts';
import { feedReaders } from './feed-readers.ts';
import { findEndedReaders } from './find-ended-readers.ts';
import { findStaleReaders } from './find-stale-readers.ts';
import { createReaders } from './readers.ts';
import { createStreamReader, type StreamReader, type StreamRight } from './stream-reader.ts';

export interface InboxStreamsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** A number in [0, 1): spreads what would otherwise come back at once. */
  readonly random: () => number;
  /** Names an inbox as hints do. */
  readonly hintOf: (inbox: InboxKey) => string;
  /** Tells every api process; false when Redis is away. */
  readonly hintInboxes: HintInboxes;
  /** Opens the connection on which hints come, with the first stream. */
  readonly listen: (on: Pick<InboxHintOptions, 'onHints' | 'onGap'>) => { close(): void };
  readonly limits: { readonly perProcess: number; readonly perInbox: number };
  readonly pace?: Partial<StreamPace>;
}

export interface StreamPace {
  /** A comment every 15 s (API.md). */
  readonly heartbeatMs: number;
  /** How often PostgreSQL is asked, in one query, for what no hint told of. */
  readonly checkMs: number;
  /** A reader that does not drain for so long is closed. */
  readonly patienceMs: number;
}

const PACE: StreamPace = { heartbeatMs: 15_000, checkMs: 10_000, patienceMs: 30_000 };

/** A stream that is about to begin. */
export interface StreamStart {
  readonly position: InboxPosition;
  readonly right: StreamRight;
  /** What the client is told at once. */
  readonly greeting: string;
}

/** The inbox streams of this process. */
export interface InboxStreams {
  /** Throws 429 or 503 when there are as many streams as there may be. */
  assertRoom(inbox: InboxKey): void;
  begin(res: ServerResponse, start: StreamStart): void;
  /** An inbox was changed, and that is committed: readers here and elsewhere shall hear of it. */
  changed(inbox: InboxKey): void;
  /** Ends every stream; its client finds another process. */
  close(): void;
}

/** Clients come back within this when a process stops: not all at once, and not late. */
const RETURN_MS = { least: 200, spread: 2_000 };
const FULL_RETRY_SECONDS = 10;

const full = (code: 'rate_limited' | 'service_unavailable', detail: string): CarillonError =>
  new CarillonError(code, detail, { retryAfterSeconds: FULL_RETRY_SECONDS });

/**
 * Holds the streams of inboxes. Redis only hints at what has changed; what it was is read from
 * PostgreSQL. A hint that is lost costs time, never an event: after every gap, and every `checkMs`, one
 * query finds the inboxes that have moved on.
 */
export const openInboxStreams = (deps: InboxStreamsDeps): InboxStreams => {
  const { database, clock, log, metrics, random, hintOf, limits } = deps;
  const pace = { ...PACE, ...deps.pace };
  const readers = createReaders();
  let listener: { close(): void } | null = null;
  let isClosing = false;

  const returnMs = (): number => RETURN_MS.least + random() * RETURN_MS.spread;
  const end = (reader: StreamReader): void => reader.end(returnMs());
  const feed = feedReaders({ database, log, onGone: end });
  const countStreams = (): void => metrics.inboxStreams.set(readers.size);

  const check = async (): Promise<void> => {
    if (readers.size === 0) return;
    for (const reader of await findEndedReaders(database, readers.all(), clock)) end(reader);
    feed(await findStaleReaders(database, readers.all()));
  };
  const checkLater = (): void =>
    void logAndContinue(check(), log, 'inbox streams were not compared with PostgreSQL');
  const beat = (): void => {
    for (const reader of readers.all()) {
      if (reader.blockedMs() > pace.patienceMs) reader.destroy();
      else if (reader.isReady) reader.write(HEARTBEAT);
    }
  };
  const timers = [setInterval(beat, pace.heartbeatMs), setInterval(checkLater, pace.checkMs)];
  for (const timer of timers) timer.unref();

  return {
    assertRoom: (inbox) => {
      if (isClosing) throw full('service_unavailable', 'This process stops; come back.');
      if (readers.size >= limits.perProcess) {
        throw full('service_unavailable', 'There are as many streams as this process holds.');
      }
      if (readers.of(hintOf(inbox)).size >= limits.perInbox) {
        throw full('rate_limited', 'There are as many streams of this inbox as there may be.');
      }
    },
    begin: (res, { position, right, greeting }) => {
      if (res.destroyed) return; // nobody would tell of its end any more
      const reader = createStreamReader(res, {
        hint: hintOf(position),
        right,
        position,
        onDrain: (drained) => feed([drained]),
        onClose: (closed) => {
          readers.delete(closed);
          countStreams();
        },
      });
      readers.add(reader);
      countStreams();
      if (isClosing) return end(reader);
      listener ??= deps.listen({
        onHints: (hints) => feed(hints.flatMap((hint) => [...readers.of(hint)])),
        onGap: checkLater,
      });
      reader.write(greeting);
      // What was committed since its position was read, and before it was here to be told.
      feed([reader]);
    },
    changed: (inbox) => {
      if (!deps.hintInboxes([inbox])) feed(readers.of(hintOf(inbox)));
    },
    close: () => {
      isClosing = true;
      for (const timer of timers) clearInterval(timer);
      listener?.close();
      for (const reader of readers.all()) end(reader);
    },
  };
};
