import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

const subscribe = async (...names: string[]): Promise<void> => {
  for (const name of names) await call('PUT', `/subscribers/${name}`, { body: {} });
};
const register = (name: string, token: string, body: object = {}) =>
  call('PUT', `/subscribers/${name}/devices/${encodeURIComponent(token)}`, { body });
const devicesOf = async (name: string): Promise<object[]> =>
  (await call('GET', `/subscribers/${name}`)).body.devices;
const push = (subscriberId: string, parts: object = {}) =>
  call('POST', '/notifications', {
    body: { to: { subscriberId }, channels: ['push'], content: { body: 'Hi' }, ...parts },
  });

test('a device is registered, shown, registered again and taken away', async () => {
  await subscribe('ada');
  const first = await register('ada', 'abc:APA91b/x', { platform: 'android' });
  const device = { token: 'abc:APA91b/x', platform: 'android' };
  expect([first.status, first.body]).toEqual([201, device]);
  expect(await devicesOf('ada')).toEqual([device]);
  expect((await register('ada', 'abc:APA91b/x', { platform: 'android' })).status).toBe(200);
  const put = await call('PUT', '/subscribers/ada', { body: { name: 'Ada' } });
  expect(put.body.devices).toEqual([device]);
  const path = '/subscribers/ada/devices/abc%3AAPA91b%2Fx';
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('DELETE', path)).status).toBe(404);
  expect(await devicesOf('ada')).toEqual([]);
});

test('the platform need not be said, not even by an empty body', async () => {
  await subscribe('terse');
  const put = await call('PUT', '/subscribers/terse/devices/watch');
  expect([put.status, put.body]).toEqual([201, { token: 'watch', platform: null }]);
});

test('a token moves to whoever registers it last', async () => {
  await subscribe('seller', 'buyer');
  await register('seller', 'phone');
  expect((await register('buyer', 'phone')).status).toBe(201);
  expect([await devicesOf('seller'), await devicesOf('buyer')]).toEqual([
    [],
    [{ token: 'phone', platform: null }],
  ]);
});

test('a token of another tenant is another device', async () => {
  const key = await api().makeKey(['subscribers:write'], await api().makeTenant());
  await subscribe('here');
  await call('PUT', '/subscribers/there', { key, body: {} });
  await register('here', 'shared');
  await call('PUT', '/subscribers/there/devices/shared', { key, body: {} });
  expect(await devicesOf('here')).toHaveLength(1);
});

test('nobody has no devices', async () => {
  expect((await register('nobody', 'phone')).status).toBe(404);
});

test('a token that is none is not found, an unknown field is refused', async () => {
  await subscribe('ada');
  expect((await register('ada', 'white space')).status).toBe(404);
  const refused = await register('ada', 'phone', { colour: 'red' });
  expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'colour']);
});

test('a suppression of a token does not outlive its registration', async () => {
  await subscribe('back');
  const body = { channel: 'push', address: 'returned', reason: 'UNREGISTERED' };
  await call('POST', '/suppressions', { body });
  await call('POST', '/suppressions', { body: { ...body, address: 'RETURNED-not' } });
  await register('back', 'returned');
  const { body: left } = await call('GET', '/suppressions?channel=push');
  expect(left.data.map((s: { address: string }) => s.address)).toEqual(['RETURNED-not']);
});

test('a push goes to each device, in deliveries of its own', async () => {
  await subscribe('both');
  await register('both', 'phone');
  await register('both', 'tablet');
  const { status, body } = await push('both');
  expect(status).toBe(202);
  const addresses = body.deliveries.map((d: { address: string }) => d.address);
  expect(addresses.toSorted()).toEqual(['phone', 'tablet']);
  const { body: read } = await call('GET', `/notifications/${body.id}`);
  expect(read.deliveries.map((d: { id: string }) => d.id)).toEqual(
    body.deliveries.map((d: { id: string }) => d.id),
  );
});

test('who has no device has no address for a push', async () => {
  await subscribe('bare');
  const refused = await push('bare');
  expect([refused.status, refused.body.code]).toEqual([422, 'no_address']);
  const { body } = await push('bare', { channels: ['push', 'in_app'] });
  expect(body.deliveries).toMatchObject([
    { channel: 'push', status: 'suppressed', address: null, lastError: { code: 'no_address' } },
    { channel: 'in_app', status: 'queued', address: 'bare' },
  ]);
});
