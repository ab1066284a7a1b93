/** One event as it came over the wire. */
export interface StreamEvent {
  readonly event: string;
  readonly id: number | null;
  // Tests look into whatever came.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
}

/** A client of Server-Sent Events that keeps everything it hears. */
export interface TestStream {
  readonly headers: Headers;
  readonly events: readonly StreamEvent[];
  /** Ids of the items that came, in their order. */
  items(): string[];
  /** The last counts that came. */
  counts(): Record<string, number> | undefined;
  /** What a browser would come back with. */
  lastEventId(): number | null;
  comments(): number;
  /** What the server asks for between two connections, if it has. */
  retryMs(): number | null;
  readonly ended: Promise<void>;
  close(): void;
}

export interface StreamOptions {
  readonly key: string;
  readonly lastEventId?: number | string | null;
}

const fieldsOf = (block: string): Map<string, string> =>
  new Map(
    block.split('\n').map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trimStart()];
    }),
  );

/** Opens a stream; throws when the answer is none. */
export const openStream = async (url: string, options: StreamOptions): Promise<TestStream> => {
  const abort = new AbortController();
  const { key, lastEventId = null } = options;
  const response = await fetch(url, {
    signal: abort.signal,
    headers: {
      authorization: `Bearer ${key}`,
      ...(lastEventId === null ? {} : { 'last-event-id': String(lastEventId) }),
    },
  });
  if (response.status !== 200 || response.body === null) {
    throw new Error(`${response.status}: ${await response.text()}`);
  }
  const events: StreamEvent[] = [];
  let [comments, retryMs, last] = [0, null as number | null, null as number | null];
  const take = (block: string): void => {
    const fields = fieldsOf(block);
    if (fields.has('retry')) retryMs = Number(fields.get('retry'));
    const [event, id] = [fields.get('event'), fields.get('id')];
    if (id !== undefined) last = Number(id);
    if (event === undefined) comments += fields.has('') ? 1 : 0;
    else {
      const data: unknown = JSON.parse(fields.get('data') ?? 'null');
      events.push({ event, id: id === undefined ? null : Number(id), data });
    }
  };
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach(take);
    }
  };
  return {
    headers: response.headers,
    events,
    items: () => events.flatMap(({ event, data }) => (event === 'item' ? [data.id as string] : [])),
    counts: () => events.findLast(({ event }) => event === 'counts')?.data,
    lastEventId: () => last,
    comments: () => comments,
    retryMs: () => retryMs,
    ended: read(response.body).catch(() => {}),
    close: () => abort.abort(),
  };
};
