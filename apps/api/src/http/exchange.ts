import type { Response } from 'express';
import type { Caller } from '../auth/caller.ts';

/** One request and what becomes known about it while it is answered: its canonical log line. */
export interface Exchange {
  readonly requestId: string;
  /** W3C trace context: of our span where we trace, else as it came. */
  readonly traceparent: string | null;
  readonly begunMs: number;
  /** The endpoint's path as a pattern, never the path itself: paths hold subscribers' names. */
  route: string | null;
  caller: Caller | null;
  errorCode: string | null;
  /** A stream has no end of its own: how long it took says nothing. */
  isStream: boolean;
  /** More fields of the log line: ids and counts. */
  notes: Readonly<Record<string, unknown>>;
}

const KEY = 'exchange';

export const setExchange = (res: Response, exchange: Exchange): void => {
  res.locals[KEY] = exchange;
};

export const exchangeOf = (res: Response): Exchange => res.locals[KEY] as Exchange;
