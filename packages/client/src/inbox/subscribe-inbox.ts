import { backoffMs } from '../requests/backoff-ms.ts';
import type { CarillonProblem } from '../requests/carillon-problem.ts';
import { wait } from '../requests/wait.ts';
import { followStream } from './follow-stream.ts';
import type { InboxCounts } from './inbox-counts.ts';
import type { InboxItem } from './inbox-item.ts';
import { createInboxTeller } from './inbox-teller.ts';

export interface InboxSubscriptionOptions {
  /** Where the api is, such as `https://carillon.example`. */
  readonly baseUrl: string;
  readonly subscriberId: string;
  /** A token of this inbox, or how to get one: asked before the first connection, and when one ends. */
  readonly token: string | (() => string | Promise<string>);
  /**
   * The version of the inbox that is known already: what has changed since comes first. 0 brings the
   * whole inbox; without it the counts come, and what changes from now on.
   */
  readonly since?: number;
  /** An item that is new or has changed, in its newest state. */
  readonly onItem: (item: InboxItem) => void;
  readonly onCounts: (counts: InboxCounts) => void;
  /** Whether changes come as they happen just now; while they do not, it tries again. */
  readonly onState?: (state: 'open' | 'waiting' | 'closed') => void;
  /** It has ended for good: the token opens no inbox, or there is no such subscriber. */
  readonly onRefused?: (problem: CarillonProblem) => void;
  readonly fetch?: typeof fetch;
}

export interface InboxSubscription {
  /** The version up to which everything was told: `since` of a later subscription. Null before it. */
  readonly version: number | null;
  /** Ends it; nothing is told any more. */
  close(): void;
}

const BACKOFF = { baseMs: 500, capMs: 30_000, random: Math.random };

/** What no other try will change; a token that has ended is one where another can be had. */
const isFinal = ({ status }: CarillonProblem, canRenew: boolean): boolean =>
  status === 400 || status === 403 || status === 404 || (status === 401 && !canRenew);

/**
 * Follows an inbox until it is closed. It reconnects by itself, and goes on where it was: each change
 * is told, and none twice. Changes that were overtaken while it was away come as one.
 */
export const subscribeInbox = (options: InboxSubscriptionOptions): InboxSubscription => {
  const { baseUrl, subscriberId, token, since = null, onState, onRefused } = options;
  const closing = new AbortController();
  const teller = createInboxTeller({ ...options, since });
  const path = `/api/v1/subscribers/${encodeURIComponent(subscriberId)}/inbox/stream`;
  const canRenew = typeof token === 'function';
  let known = typeof token === 'string' ? token : null;
  let failures = 0;

  /** Resolves to how long to wait before the next connection; null for good. */
  const connect = async (): Promise<number | null> => {
    const isFresh = known === null;
    known ??= canRenew ? await token() : '';
    const end = await followStream({
      url: baseUrl.replace(/\/+$/, '') + path,
      token: known,
      lastEventId: teller.version,
      signal: closing.signal,
      fetch: options.fetch ?? ((...args) => fetch(...args)),
      onOpen: () => onState?.('open'),
      onEvent: (event) => {
        if (!closing.signal.aborted) teller.tell(event);
      },
    });
    if (end.kind === 'ended') {
      failures = end.wasOpen ? 1 : failures + 1;
      return end.retryMs ?? backoffMs(failures, BACKOFF);
    }
    failures += 1;
    const { problem } = end;
    if (isFinal(problem, canRenew)) {
      onRefused?.(problem);
      return null;
    }
    if (problem.status === 401) known = null;
    if (problem.status === 401 && !isFresh) return 0;
    return Math.max(problem.retryAfterMs ?? 0, backoffMs(failures, BACKOFF));
  };

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const pauseMs = await connect().catch(() => backoffMs((failures += 1), BACKOFF));
      if (pauseMs === null) break;
      if (!closing.signal.aborted) onState?.('waiting');
      await wait(pauseMs, closing.signal);
    }
    onState?.('closed');
  };
  // Not before the caller has what he may close.
  queueMicrotask(() => void run());

  return {
    get version() {
      return teller.version === null ? null : Number(teller.version);
    },
    close: () => closing.abort(),
  };
};
