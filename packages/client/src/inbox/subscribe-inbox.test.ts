import { subscribeInbox, type InboxSubscriptionOptions } from './subscribe-inbox.ts';

const streamOf = (text: string): Response => new Response(text, { status: 200 });
const refusal = (status: number): Response => new Response('{"code":"x"}', { status });

/** Subscribes to an api that answers with these in turn, and after them never. */
const subscribe = async (
  replies: readonly Response[],
  options: Partial<InboxSubscriptionOptions> = {},
) => {
  const asked: { token: string | null; last: string | null }[] = [];
  const events: string[] = [];
  await new Promise<void>((resolve) => {
    const subscription = subscribeInbox({
      baseUrl: 'https://carillon.example',
      subscriberId: 'ada',
      token: 't1',
      onItem: ({ id }) => void events.push(`item ${id}`),
      onCounts: ({ unread }) => void events.push(`unread ${unread}`),
      onState: (state) => {
        if (state !== 'waiting') events.push(state);
        if (state === 'closed') resolve();
      },
      fetch: async (_url, init) => {
        const headers = new Headers(init?.headers);
        const token = headers.get('authorization')?.slice('Bearer '.length) ?? null;
        asked.push({ token, last: headers.get('last-event-id') });
        const reply = replies[asked.length - 1];
        if (reply !== undefined) return reply;
        subscription.close();
        throw new TypeError('closed');
      },
      ...options,
    });
  });
  return { asked, events };
};

test('it goes on where it was when the stream ends, after the pause that was asked for', async () => {
  const first =
    'event: item\nid: 4\ndata: {"id":"a"}\n\nevent: item\ndata: {"id":"b"}\n\nretry: 0\n\n';
  const again =
    'event: item\ndata: {"id":"b"}\n\nevent: item\nid: 5\ndata: {"id":"c"}\n\nretry: 0\n\n';
  const { asked, events } = await subscribe([streamOf(first), streamOf(again)]);
  expect(asked.map(({ last }) => last)).toEqual([null, '4', '5']);
  expect(events).toEqual(['open', 'item a', 'item b', 'open', 'item c', 'closed']);
});

test('it begins at the version that is known', async () => {
  const { asked } = await subscribe([], { since: 7 });
  expect(asked).toEqual([{ token: 't1', last: '7' }]);
});

test('a token that has ended is replaced at once', async () => {
  let tokens = 0;
  const token = (): string => `t${(tokens += 1)}`;
  const replies = [streamOf('retry: 0\n\n'), refusal(401)];
  const { asked } = await subscribe(replies, { token });
  expect(asked.map((call) => call.token)).toEqual(['t1', 't1', 't2']);
});

test.each([400, 403, 404])('a %i ends it, and it says why', async (status) => {
  const problems: number[] = [];
  const { asked, events } = await subscribe([refusal(status)], {
    onRefused: (problem) => void problems.push(problem.status),
  });
  expect([asked.length, events, problems]).toEqual([1, ['closed'], [status]]);
});

test('a token that cannot be replaced ends it when it is not good any more', async () => {
  const { asked } = await subscribe([refusal(401)]);
  expect(asked).toHaveLength(1);
});
