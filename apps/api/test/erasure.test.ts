import { eventually } from '@carillon/testing';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

const subscribe = (name: string, body: object) => call('PUT', `/subscribers/${name}`, { body });
const notify = async (to: object, parts: object = {}): Promise<string> => {
  const content = { title: 'Dear Ada', body: 'Your order has shipped, Ada.' };
  const body = { to, channels: ['email'], content, metadata: { nick: 'Ada' }, ...parts };
  return (await call('POST', '/notifications', { body })).body.id;
};

test('a deleted subscriber is gone, and so is what reminds of him', async () => {
  await subscribe('ada', { email: 'Ada@example.com', name: 'Ada' });
  await call('PUT', '/subscribers/ada/devices/phone', { body: {} });
  const ids = [
    await notify({ subscriberId: 'ada' }, { channels: ['email', 'in_app', 'push'] }),
    await notify({ email: 'ada@example.com' }, { correlationId: 'c-1' }),
  ];
  expect((await call('DELETE', '/subscribers/ada')).status).toBe(204);
  expect((await call('GET', '/subscribers/ada')).status).toBe(404);
  expect((await call('DELETE', '/subscribers/ada')).status).toBe(404);
  for (const id of ids) {
    const { status, body, text } = await call('GET', `/notifications/${id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, status: 'cancelled', to: {}, content: { body: '' } });
    expect(text).not.toMatch(/\bada\b|example\.com|"phone"|shipped/i);
  }
  expect((await call('GET', `/notifications/${ids[1] ?? ''}`)).body.correlationId).toBe('c-1');
});

test('he is found no more by his address, and his suppressions stay', async () => {
  await subscribe('bob', { email: 'bob@example.com' });
  await notify({ subscriberId: 'bob' });
  const body = { channel: 'email', address: 'bob@example.com', reason: 'asked' };
  await call('POST', '/suppressions', { body });
  await call('DELETE', '/subscribers/bob');
  const found = await call('GET', '/notifications?recipient=bob@example.com');
  expect(found.body.data).toEqual([]);
  const listed = await call('GET', '/suppressions?address=bob@example.com');
  expect(listed.body.data).toHaveLength(1);
});

test('another subscriber with the same address loses nothing', async () => {
  await subscribe('one', { email: 'shared@example.com' });
  await subscribe('two', { email: 'shared@example.com' });
  const id = await notify({ subscriberId: 'two' });
  await call('DELETE', '/subscribers/one');
  expect((await call('GET', `/notifications/${id}`)).body).toMatchObject({
    to: { subscriberId: 'two' },
    content: { title: 'Dear Ada' },
    deliveries: [{ address: 'shared@example.com' }],
  });
});

test('he has left his topics', async () => {
  await call('PUT', '/topics/news', { body: {} });
  await subscribe('fan', {});
  await call('POST', '/topics/news/subscribers', { body: { subscriberIds: ['fan'] } });
  await call('DELETE', '/subscribers/fan');
  await eventually(async () => {
    expect((await call('GET', '/topics/news')).body.members).toBe(0);
  });
});

test('who is new under his name starts afresh', async () => {
  await subscribe('again', { email: 'again@example.com' });
  await call('PUT', '/subscribers/again/preferences', {
    body: { categories: { news: { email: false } } },
  });
  await call('DELETE', '/subscribers/again');
  expect((await subscribe('again', {})).status).toBe(201);
  const { body } = await call('GET', '/subscribers/again/preferences');
  expect(body).toEqual({ categories: {}, quietHours: null });
});
