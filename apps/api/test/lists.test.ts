import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const post = async (parts: object = {}): Promise<string> =>
  (await api().call('POST', '/notifications', { body: emailRequest(parts) })).body.id as string;

const list = async (query: Record<string, string>) => {
  const reply = await api().call('GET', `/notifications?${new URLSearchParams(query).toString()}`);
  expect(reply.status).toBe(200);
  const { data, nextCursor } = reply.body as { data: { id: string }[]; nextCursor: string | null };
  return { ids: data.map(({ id }) => id), nextCursor };
};

test('pages go back in time and are not disturbed by what comes in', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push(await post({ category: 'paged' }));
  const first = await list({ category: 'paged', limit: '2' });
  expect(first.ids).toEqual([ids[4], ids[3]]);
  await post({ category: 'paged' });
  const second = await list({ category: 'paged', limit: '2', cursor: first.nextCursor ?? '' });
  expect(second.ids).toEqual([ids[2], ids[1]]);
  const third = await list({ category: 'paged', limit: '2', cursor: second.nextCursor ?? '' });
  expect(third).toEqual({ ids: [ids[0]], nextCursor: null });
});

test('every filter narrows', async () => {
  const parts = {
    category: 'filtered',
    priority: 'high',
    entity: { type: 'order', id: 'filter-42' },
    correlationId: 'filter-c',
    to: { email: 'Filter.Me@example.com' },
  };
  const id = await post(parts);
  await post({ category: 'other' });
  for (const query of [
    { category: 'filtered' },
    { priority: 'high' },
    { entityType: 'order', entityId: 'filter-42' },
    { correlationId: 'filter-c' },
    { recipient: 'Filter.Me@example.com' },
    { recipient: 'filter.me@EXAMPLE.com' },
    { category: 'filtered', channel: 'email' },
    { category: 'filtered', status: 'queued' },
  ] as Record<string, string>[]) {
    expect({ query, ...(await list(query)) }).toEqual({ query, ids: [id], nextCursor: null });
  }
  for (const query of [
    { category: 'filtered', channel: 'webhook' },
    { category: 'filtered', status: 'sent' },
    { recipient: 'filter' },
    { entityId: 'filter-42', entityType: 'user' },
  ] as Record<string, string>[]) {
    expect({ query, ...(await list(query)) }).toEqual({ query, ids: [], nextCursor: null });
  }
});

test('from is inclusive and to is exclusive on createdAt', async () => {
  const id = await post({ category: 'timed' });
  const { body } = await api().call('GET', `/notifications/${id}`);
  const at = Date.parse(body.createdAt as string);
  const iso = (ms: number) => new Date(ms).toISOString();
  expect((await list({ category: 'timed', from: iso(at), to: iso(at + 1) })).ids).toEqual([id]);
  expect((await list({ category: 'timed', to: iso(at) })).ids).toEqual([]);
  expect((await list({ category: 'timed', from: iso(at + 1) })).ids).toEqual([]);
});

test('a time before 1970 or after all ids is as good as any other', async () => {
  const id = await post({ category: 'far' });
  for (const from of ['0001-01-01T00:00:00Z', '1969-12-31T23:59:59Z']) {
    expect((await list({ category: 'far', from, to: '9999-12-31T23:59:59Z' })).ids).toEqual([id]);
    expect((await list({ category: 'far', to: from })).ids).toEqual([]);
  }
});

test('a batch is listed by its id', async () => {
  const batch = await api().call('POST', '/notifications/batch', {
    body: { notifications: [emailRequest(), emailRequest()] },
  });
  const found = await list({ batchId: batch.body.batchId as string });
  expect(found.ids).toEqual(batch.body.items.map(({ id }: { id: string }) => id).toReversed());
});

test('a filter by status looks past what does not fit', async () => {
  const wanted = await post({ category: 'status' });
  for (let i = 0; i < 3; i += 1) await post({ category: 'status' });
  await api().call('DELETE', `/notifications/${wanted}`);
  const found = await list({ category: 'status', status: 'cancelled', limit: '1' });
  expect(found).toEqual({ ids: [wanted], nextCursor: null });
});

test.each([
  ['limit=0', 'validation_failed'],
  ['limit=101', 'validation_failed'],
  ['limit=x', 'validation_failed'],
  ['status=unknown', 'validation_failed'],
  ['from=yesterday', 'validation_failed'],
  ['colour=red', 'validation_failed'],
  ['cursor=nonsense', 'invalid_cursor'],
  ['cursor=', 'invalid_cursor'],
])('?%s is 400 %s', async (query, code) => {
  const { status, body } = await api().call('GET', `/notifications?${query}`);
  expect([status, body.code]).toEqual([400, code]);
});

test('what waits is cancelled once; then there is nothing to cancel', async () => {
  const id = await post();
  expect((await api().call('DELETE', `/notifications/${id}`)).status).toBe(204);
  const again = await api().call('DELETE', `/notifications/${id}`);
  expect([again.status, again.body.code]).toEqual([409, 'not_cancellable']);
  expect(again.body.detail).toContain('cancelled');
  const { body } = await api().call('GET', `/notifications/${id}`);
  expect(body).toMatchObject({ status: 'cancelled', deliveries: [{ nextAttemptAt: null }] });
});
