import { readEvents, type ServerEvent } from './read-events.ts';

const read = async (chunks: readonly (string | Uint8Array)[]) => {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk);
      }
      controller.close();
    },
  });
  const events: ServerEvent[] = [];
  let signs = 0;
  for await (const event of readEvents(body, () => (signs += 1))) events.push(event);
  return { events, signs };
};

test('an event is the same wherever the network cuts it', async () => {
  const text = 'event: item\nid: 4\ndata: {"a":"ä €"}\n\nretry: 250\n\n:\n\n';
  const bytes = new TextEncoder().encode(text);
  const { events } = await read([text]);
  expect(events.slice(0, 2)).toEqual([
    { event: 'item', id: '4', data: '{"a":"ä €"}', retryMs: null },
    { event: 'message', id: null, data: '', retryMs: 250 },
  ]);
  for (let at = 1; at < bytes.length; at += 1) {
    const cut = await read([bytes.subarray(0, at), bytes.subarray(at)]);
    expect(cut.events).toEqual(events);
  }
});

test('lines may end with CRLF, data may have several', async () => {
  const { events } = await read(['event: item\r\ndata: 1\r\ndata:2\r\n\r\n']);
  expect(events).toEqual([{ event: 'item', id: null, data: '1\n2', retryMs: null }]);
});

test('what is not finished was not said', async () => {
  expect((await read(['event: item\ndata: 1\n'])).events).toEqual([]);
});

test('a comment is a sign of life', async () => {
  expect((await read([':\n', '\n'])).signs).toBe(2);
});
