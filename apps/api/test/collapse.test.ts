import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const keyed = (collapseKey: string, parts: object = {}) =>
  emailRequest({ correlationId: collapseKey, collapseKey, ...parts });

const statesOf = async (correlationId: string): Promise<string[]> => {
  const { body } = await api().call('GET', `/notifications?correlationId=${correlationId}`);
  return body.data.map(({ status }: { status: string }) => status);
};

test('a newer notification cancels the one that waits with its collapse key, and says so', async () => {
  const first = await api().call('POST', '/notifications', { body: keyed('order') });
  await api().call('POST', '/notifications', { body: keyed('order') });
  const { body } = await api().call('GET', `/notifications/${first.body.id}`);
  expect(body.status).toBe('cancelled');
  expect(body.deliveries[0].lastError.code).toBe('collapsed');
  expect(await statesOf('order')).toEqual(['queued', 'cancelled']);
});

test('of a batch and two apis at once one notification is left waiting', async () => {
  const origin = await api().startAnother();
  const notifications = Array.from({ length: 10 }, () => keyed('rush'));
  await Promise.all([
    api().call('POST', '/notifications/batch', { body: { notifications } }),
    ...notifications.map((body, n) =>
      api().call('POST', '/notifications', { body, ...(n % 2 === 0 && { origin }) }),
    ),
  ]);
  const states = await statesOf('rush');
  expect(states.filter((state) => state === 'queued')).toHaveLength(1);
  expect(states.filter((state) => state === 'cancelled')).toHaveLength(19);
});

test('a replay collapses nothing', async () => {
  const headers = { 'idempotency-key': 'replayed' };
  const first = { headers, body: keyed('replayed') };
  await api().call('POST', '/notifications', first);
  await api().call('POST', '/notifications', { body: keyed('replayed') });
  await api().call('POST', '/notifications', first);
  expect(await statesOf('replayed')).toEqual(['queued', 'cancelled']);
});

test.each(['', 'two\nlines', 'x'.repeat(256)])(
  'the collapse key %j is 400',
  async (collapseKey) => {
    const { body } = await api().call('POST', '/notifications', {
      body: keyed('no', { collapseKey }),
    });
    expect(body.errors[0].path).toBe('collapseKey');
  },
);
