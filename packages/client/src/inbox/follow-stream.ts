import { type CarillonProblem, readProblem } from '../requests/carillon-problem.ts';
import { readEvents, type ServerEvent } from './read-events.ts';

export interface StreamTarget {
  readonly url: string;
  readonly token: string;
  readonly lastEventId: string | null;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  readonly onOpen: () => void;
  readonly onEvent: (event: ServerEvent) => void;
}

/** How one connection ended. */
export type StreamEnd =
  | { readonly kind: 'refused'; readonly problem: CarillonProblem }
  /** The api ended it, or it broke off; `retryMs` is what the api asked for. */
  | { readonly kind: 'ended'; readonly retryMs: number | null; readonly wasOpen: boolean };

/** A comment comes every 15 s: a connection that is silent for longer than three is dead. */
const SILENCE_MS = 50_000;

/** Opens one stream and passes on its events until it ends, however it ends. */
export const followStream = async (target: StreamTarget): Promise<StreamEnd> => {
  const { url, token, lastEventId, onOpen, onEvent } = target;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const onBytes = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  let retryMs: number | null = null;
  let wasOpen = false;
  try {
    const response = await target.fetch(url, {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
        ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
      },
      cache: 'no-store',
      signal: AbortSignal.any([target.signal, silence.signal]),
    });
    if (!response.ok || response.body === null) {
      return { kind: 'refused', problem: await readProblem(response) };
    }
    wasOpen = true;
    onOpen();
    for await (const event of readEvents(response.body, onBytes)) {
      retryMs = event.retryMs ?? retryMs;
      if (event.data !== '') onEvent(event);
    }
  } catch {
    // It broke off, or was never reached: both are answered by another try.
  } finally {
    clearTimeout(timer);
  }
  return { kind: 'ended', retryMs, wasOpen };
};
