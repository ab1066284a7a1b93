/** One event of a stream of Server-Sent Events, or what it asks of its client. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
  /** What this event says is told when it has been; null where it says nothing. */
  readonly id: string | null;
  /** How long to wait before the next connection; null where it says nothing. */
  readonly retryMs: number | null;
}

const eventOf = (block: string): ServerEvent => {
  let [event, id, retryMs] = ['message', null as string | null, null as number | null];
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) retryMs = Number(value);
  }
  return { event, id, retryMs, data: data.join('\n') };
};

/**
 * Reads Server-Sent Events (WHATWG HTML, 9.2; line breaks are LF or CRLF) until the stream ends.
 * `onBytes` is told of every sign of life, comments included.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    const blocks = (text + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
    text = blocks.pop() ?? '';
    for (const block of blocks) yield eventOf(block);
  }
}
