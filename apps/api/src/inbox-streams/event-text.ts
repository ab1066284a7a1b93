// Server-Sent Events as text (WHATWG HTML, 9.2). JSON has no line breaks, so that one `data:` holds it.

/** Keeps the connection alive through proxies; clients ignore it. */
export const HEARTBEAT = ':\n\n';

/** An event. With an id a client that reconnects says that it has everything up to it. */
export const eventText = (name: 'item' | 'counts', id: number | null, value: unknown): string =>
  `event: ${name}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(value)}\n\n`;

/** How long a client waits before it reconnects. */
export const retryText = (ms: number): string => `retry: ${Math.round(ms)}\n\n`;
