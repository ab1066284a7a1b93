import { DEFAULT_BRAKE, DEFAULT_RETENTION } from '@carillon/domain';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

test('settings have defaults, and a PATCH changes what it names', async () => {
  const key = await api().makeKey(['settings:write'], await api().makeTenant());
  expect((await call('GET', '/settings', { key })).body).toEqual({
    sms: { maxSegments: 4, allowedCountries: null },
    caps: [],
    retention: DEFAULT_RETENTION,
    eventLog: [],
    brake: DEFAULT_BRAKE,
  });
  const caps = [{ channel: 'sms', max: 2, windowSeconds: 60 }];
  await call('PATCH', '/settings', { key, body: { sms: { allowedCountries: ['DE'] } } });
  const { body } = await call('PATCH', '/settings', { key, body: { caps } });
  expect(body).toEqual({
    sms: { maxSegments: 4, allowedCountries: ['DE'] },
    caps: [{ ...caps[0], overflow: 'defer' }],
    retention: DEFAULT_RETENTION,
    eventLog: [],
    brake: DEFAULT_BRAKE,
  });
  const { body: longer } = await call('PATCH', '/settings', {
    key,
    body: { sms: { maxSegments: 6 } },
  });
  expect(longer).toEqual({ ...body, sms: { maxSegments: 6, allowedCountries: ['DE'] } });
  const noCountry = { sms: { allowedCountries: ['GB', 'UK'] } };
  const unknown = await call('PATCH', '/settings', { key, body: noCountry });
  expect([unknown.status, unknown.body.errors[0].path]).toEqual([400, 'sms.allowedCountries.1']);
  const wrong = await call('PATCH', '/settings', { key, body: { sms: { maxSegments: 0 } } });
  expect([wrong.status, wrong.body.errors[0].path]).toEqual([400, 'sms.maxSegments']);
});

test('an address goes on the list, is found without case, and comes off', async () => {
  const key = await api().makeKey(['subscribers:write'], await api().makeTenant());
  const body = { channel: 'email', address: 'Ada@Example.com', reason: 'asked' };
  const put = await call('POST', '/suppressions', { key, body });
  expect(put.status).toBe(201);
  expect(put.body).toMatchObject({
    channel: 'email',
    reason: 'asked',
    category: null,
    until: null,
  });
  const found = await call('GET', '/suppressions?channel=email&address=ADA@example.com', { key });
  expect(found.body.data).toEqual([put.body]);
  const path = '/suppressions?channel=email&address=ada@example.com';
  expect((await call('DELETE', path, { key })).status).toBe(204);
  expect((await call('DELETE', path, { key })).status).toBe(404);
  const bad = await call('POST', '/suppressions', { key, body: { ...body, address: 'nobody' } });
  expect([bad.status, bad.body.errors[0].path]).toEqual([400, 'address']);
});

test.each([
  ['webhook', 'https://Shop.example'],
  ['email', 'ada@BÜCHER.example'],
])('an address of %s is found and taken off as it was put on: %s', async (channel, address) => {
  const body = { channel, address, reason: 'asked' };
  expect((await call('POST', '/suppressions', { body })).status).toBe(201);
  const query = new URLSearchParams({ channel, address }).toString();
  expect((await call('GET', `/suppressions?${query}`)).body.data).toHaveLength(1);
  expect((await call('DELETE', `/suppressions?${query}`)).status).toBe(204);
});

test('a callback of nobody we know is 204, and says nothing', async () => {
  const path = '/callbacks/twilio/0198f3a0-5555-7000-8000-00000000ac99';
  const { status, text } = await call('POST', path, { key: null, body: 'a=b' });
  expect([status, text]).toEqual([204, '']);
  expect((await call('GET', path, { key: null })).status).toBe(405);
});

test('what stands in the path of a callback is in no log line unless we know it', async () => {
  const path = '/callbacks/ada@example.com/0198f3a0-5555-7000-8000-00000000ac99';
  expect((await call('POST', path, { key: null, body: 'a=b' })).status).toBe(204);
  expect(api().lines.join('\n')).not.toContain('ada@example.com');
});
