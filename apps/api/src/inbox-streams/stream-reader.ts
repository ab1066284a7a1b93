import type { ServerResponse } from 'node:http';
import type { InboxPosition } from '@carillon/repositories';
import { retryText } from './event-text.ts';

/** Until when a stream may go on. */
export interface StreamRight {
  /** Null for a browser's token. */
  readonly apiKeyId: string | null;
  /** Infinity for an API key, which may be revoked. */
  readonly expiresAtMs: number;
}

/** One client that listens to an inbox. */
export interface StreamReader {
  /** What its inbox is called in hints. */
  readonly hint: string;
  readonly right: StreamRight;
  /** What has been written to it. */
  position: InboxPosition;
  /** False while it does not drain, and when it is gone: then nothing may be written. */
  readonly isReady: boolean;
  /** For how long it has not drained; 0 while it does. */
  blockedMs(): number;
  write(text: string): void;
  /** Ends the stream in order; the client comes back after so many milliseconds. */
  end(retryMs: number): void;
  /** Ends it at once. */
  destroy(): void;
}

/** A stream that has ended is closed by force after this: its client reads no more. */
const LAST_WORDS_MS = 2_000;

export interface ReaderOptions {
  readonly hint: string;
  readonly right: StreamRight;
  readonly position: InboxPosition;
  /** It has drained: what it missed is to be read again. */
  readonly onDrain: (reader: StreamReader) => void;
  readonly onClose: (reader: StreamReader) => void;
}

/** Writes to a response until its client does not keep up; what it then misses is not kept for it. */
export const createStreamReader = (res: ServerResponse, options: ReaderOptions): StreamReader => {
  const { hint, right, onDrain, onClose } = options;
  let blockedAt: number | null = null;
  let isOpen = true;

  const reader: StreamReader = {
    hint,
    right,
    position: options.position,
    get isReady() {
      return isOpen && blockedAt === null;
    },
    blockedMs: () => (blockedAt === null ? 0 : performance.now() - blockedAt),
    write: (text) => {
      if (res.write(text)) return;
      blockedAt = performance.now();
      res.once('drain', () => {
        blockedAt = null;
        onDrain(reader);
      });
    },
    end: (retryMs) => {
      if (!isOpen) return;
      isOpen = false;
      res.end(retryText(retryMs));
      setTimeout(() => res.destroy(), LAST_WORDS_MS).unref();
    },
    destroy: () => {
      isOpen = false;
      res.destroy();
    },
  };
  res.once('close', () => {
    isOpen = false;
    onClose(reader);
  });
  return reader;
};
