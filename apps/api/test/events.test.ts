import { eventually } from '@carillon/testing';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

const SCOPES = ['settings:write', 'notifications:write', 'subscribers:write', 'events:read'];
const makeKey = async () => api().makeKey(SCOPES, await api().makeTenant());

const suppress = (key: string, address: string) =>
  call('POST', '/suppressions', { key, body: { channel: 'email', address, reason: 'asked' } });

const logTypes = (key: string, eventLog: readonly string[]) =>
  call('PATCH', '/settings', { key, body: { eventLog } });

test('the log has nothing that the settings do not name', async () => {
  const key = await makeKey();
  await suppress(key, 'before@example.com');
  expect((await logTypes(key, ['suppression.created'])).body.eventLog).toEqual([
    'suppression.created',
  ]);
  await suppress(key, 'after@example.com');
  const { body } = await call('GET', '/events', { key });
  expect(body.nextCursor).toBeNull();
  expect(body.data).toEqual([
    {
      id: expect.any(String),
      type: 'suppression.created',
      timestamp: expect.stringMatching(/Z$/),
      data: { deliveryId: null, channel: 'email', reason: 'asked', category: null, until: null },
    },
  ]);
});

test('an accepted notification is told with what its caller said about it', async () => {
  const key = await makeKey();
  await logTypes(key, ['notification.accepted']);
  const body = {
    to: { email: 'ada@example.com' },
    channels: ['email'],
    content: { body: 'Hello' },
    metadata: { order: 42 },
  };
  // Who has subscribed is known everywhere within 5 s.
  const told = await eventually(async () => {
    const { body: notification } = await call('POST', '/notifications', { key, body });
    const { body: page } = await call('GET', '/events?limit=100', { key });
    const about = (event: { data: { notificationId: string } }) =>
      event.data.notificationId === notification.id;
    return page.data.find(about);
  });
  expect(told).toMatchObject({ type: 'notification.accepted', data: { metadata: { order: 42 } } });
  expect(JSON.stringify(told)).not.toContain('ada@example.com');
});

test('events go on after the last one that was read, the oldest first', async () => {
  const key = await makeKey();
  await logTypes(key, ['suppression.created']);
  for (const name of ['a', 'b', 'c']) await suppress(key, `${name}@example.com`);
  const first = await call('GET', '/events?limit=2', { key });
  expect(first.body.data).toHaveLength(2);
  expect(first.body.nextCursor).toBe(first.body.data[1].id);
  const rest = await call('GET', `/events?after=${first.body.nextCursor}`, { key });
  expect(rest.body.data).toHaveLength(1);
  expect(rest.body.nextCursor).toBeNull();
  expect(rest.body.data[0].id > first.body.data[1].id).toBe(true);
});

test.each(['nonsense', '0198f3a0-5555-7000-8000-00000000ac99'])(
  'to go on after %s is refused',
  async (after) => {
    const { status, body } = await call('GET', `/events?after=${after}`);
    expect([status, body.code]).toEqual([400, 'invalid_cursor']);
  },
);

test('a type that there is not is refused by its place', async () => {
  const { status, body } = await logTypes(await makeKey(), ['delivery.sent', 'delivery.lost']);
  expect([status, body.errors[0].path]).toEqual([400, 'eventLog.1']);
});
