import { gzipSync } from 'node:zlib';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const post = (body: unknown, headers: Record<string, string> = {}) =>
  api().call('POST', '/notifications', { body, headers });

test('row 1: malformed JSON is 400 invalid_json, without a stack', async () => {
  const { status, body, headers, text } = await post('{"to": {');
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'invalid_json', status: 400, type: expect.any(String) });
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(text).not.toMatch(/ at |\.ts|node_modules/);
});

test('row 1: an empty body and one that is not UTF-8 are no JSON either', async () => {
  expect((await post('')).body.code).toBe('invalid_json');
  expect((await post(new Uint8Array([0x22, 0xff, 0x22]))).body.code).toBe('invalid_json');
});

test('row 2: a body over 256 KiB is 413', async () => {
  const { status, body } = await post(emailRequest({ content: { body: 'x'.repeat(300_000) } }));
  expect([status, body.code]).toEqual([413, 'payload_too_large']);
});

test('row 2: a gzip bomb is 413 after inflation, and memory stays flat', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1_024 * 1_024));
  const before = process.memoryUsage().rss;
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => post(bomb, { 'content-encoding': 'gzip' })),
  );
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([413]));
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1_024 * 1_024);
});

test('row 3: text/plain, an unknown encoding and another charset are 415', async () => {
  for (const headers of [
    { 'content-type': 'text/plain' },
    { 'content-encoding': 'zstd' },
    { 'content-type': 'application/json; charset=utf-16' },
  ] as Record<string, string>[]) {
    const { status, body } = await post('{}', headers);
    expect([status, body.code]).toEqual([415, 'unsupported_media_type']);
  }
});

test.each([
  ['an unknown field', { colour: 'red' }, 'colour'],
  ['an unknown field below', { content: { body: 'x', boddy: 'y' } }, 'content.boddy'],
  ['a wrong type', { content: { body: 5 } }, 'content.body'],
  ['priority -1', { priority: -1 }, 'priority'],
  ['priority 1.5', { priority: 1.5 }, 'priority'],
  ['an unknown channel', { channels: ['fax'] }, 'channels.0'],
  ['a channel twice', { channels: ['email', 'email'] }, 'channels'],
  ['no channel', { channels: [] }, 'channels'],
  ['an empty body', { content: { body: '' } }, 'content.body'],
  ['a body over 4,096', { content: { body: 'x'.repeat(4_097) } }, 'content.body'],
  ['a title over 500', { content: { title: 'x'.repeat(501), body: 'x' } }, 'content.title'],
  ['a url that is a script', { content: { body: 'x', url: 'javascript:alert(1)' } }, 'content.url'],
  ['a template beside content', { template: { key: 'a' } }, 'template'],
  ['a topic beside an address', { to: { topic: 'news', email: 'a@b.co' } }, 'to.topic'],
  ['an empty collapseKey', { collapseKey: '' }, 'collapseKey'],
  ['a missing address', { to: {} }, 'to.email'],
  ['26 attempts', { retry: { maxAttempts: 26 } }, 'retry.maxAttempts'],
  ['delays beside a formula', { retry: { delaysMs: [1], baseMs: 100 } }, 'retry.baseMs'],
  ['metadata of objects', { metadata: { a: {} } }, 'metadata.a'],
  ['an unknown locale', { to: { email: 'a@b.co', locale: '!' } }, 'to.locale'],
  ['an unknown zone', { to: { email: 'a@b.co', timezone: 'Mars/Base' } }, 'to.timezone'],
  ['expiry before schedule', { expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
])('row 7: %s is 400 validation_failed at its path', async (_what, parts, path) => {
  const { status, body } = await post(emailRequest(parts));
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  expect(body.errors.map((error: { path: string }) => error.path)).toContain(path);
});

test.each([
  ['a line end', 'ada@example.com\r\nBcc: eve@example.com'],
  ['a list', 'ada@example.com, eve@example.com'],
  ['a group', 'friends: ada@example.com;'],
  ['a quoted local part', '"ada lovelace"@example.com'],
  ['a display name', 'Ada <ada@example.com>'],
  ['300 characters', `${'a'.repeat(290)}@example.com`],
])('row 8: an e-mail address with %s is 400 validation_failed', async (_what, email) => {
  const { status, body } = await post(emailRequest({ to: { email } }));
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  expect(body.errors[0].path).toBe('to.email');
});

test('row 9: a phone number that is not E.164 is 400 validation_failed', async () => {
  const { body } = await post(emailRequest({ to: { phone: '0660 1234567' }, channels: ['sms'] }));
  expect([body.code, body.errors[0].path]).toEqual(['validation_failed', 'to.phone']);
});

test.each([
  ['NUL', '{"to":{"email":"a@b.co"},"channels":["email"],"content":{"body":"a\\u0000"}}'],
  [
    'a lone surrogate',
    '{"to":{"email":"a@b.co"},"channels":["email"],"content":{"body":"\\ud800"}}',
  ],
])('row 10: %s in a string is 400 validation_failed', async (_what, text) => {
  const { status, body } = await post(text);
  expect([status, body.code]).toEqual([400, 'validation_failed']);
  expect(body.errors[0].path).toBe('content.body');
});

test('row 10: NUL in a key of data is 400 as well', async () => {
  const { body } = await post(emailRequest({ content: { body: 'x', data: { 'a\0': 1 } } }));
  expect(body.code).toBe('validation_failed');
});

test.each([
  ['GET', '/notifications?category=a%00b', 'category'],
  ['GET', '/notifications?recipient=a%00b', 'recipient'],
  ['GET', '/dead-letters?code=%00', 'code'],
  ['GET', '/suppressions?address=%00', 'address'],
  ['DELETE', '/suppressions?channel=email&address=%00', 'address'],
])('row 10: NUL in the query of %s %s is 400 validation_failed', async (method, path, field) => {
  const { status, body } = await api().call(method, path);
  expect([status, body.code, body.errors?.[0].path]).toEqual([400, 'validation_failed', field]);
});

test('row 11: data nested a thousand deep is 400 and the process goes on', async () => {
  const deep = `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`;
  const text = `{"to":{"email":"a@b.co"},"channels":["email"],"content":{"body":"x","data":${deep}}}`;
  const { body } = await post(text);
  expect([body.code, body.errors[0].path]).toEqual(['validation_failed', 'content.data']);
  expect((await api().call('GET', '//health')).status).toBe(200);
});

test('row 11: __proto__ in data or beside it is 400 and pollutes nothing', async () => {
  for (const text of [
    '{"to":{"email":"a@b.co"},"channels":["email"],"content":{"body":"x","data":{"__proto__":{"polluted":1}}}}',
    '{"to":{"email":"a@b.co"},"channels":["email"],"content":{"body":"x"},"__proto__":{"polluted":1}}',
    '{"to":{"email":"a@b.co"},"channels":["email"],"content":{"body":"x"},"metadata":{"__proto__":1}}',
  ]) {
    expect((await post(text)).body.code).toBe('validation_failed');
  }
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test.each([
  ['2030-01-01T00:00:00', 'validation_failed'],
  ['2030-01-01', 'validation_failed'],
  ['2030-02-30T00:00:00Z', 'validation_failed'],
  [new Date(Date.now() - 61_000).toISOString(), 'scheduled_at_in_past'],
  [new Date(Date.now() + 366 * 86_400_000).toISOString(), 'scheduled_at_too_far'],
])('row 18: scheduledAt %s is 400 %s', async (scheduledAt, code) => {
  const { status, body } = await post(emailRequest({ scheduledAt }));
  expect([status, body.code, body.errors[0].path]).toEqual([400, code, 'scheduledAt']);
});

test.each([
  'https://127.0.0.1/hook',
  'https://169.254.169.254/latest/meta-data',
  'https://[::ffff:127.0.0.1]/',
  'https://[::7f00:1]/',
  'https://2130706433/',
  'https://user:secret@example.com/',
  'file:///etc/passwd',
  'https://example.com/\r\nHost: evil',
  'http://127.0.0.1:3101/other-port-than-the-operator-allowed',
])('row 24: the webhook URL %j is 400 webhook_url_not_allowed', async (webhookUrl) => {
  const { status, body } = await post(emailRequest({ to: { webhookUrl }, channels: ['webhook'] }));
  expect([status, body.code]).toEqual([400, 'webhook_url_not_allowed']);
  expect(body.errors[0].path).toBe('to.webhookUrl');
});

test('a subscriber nobody knows is 422 subscriber_not_found', async () => {
  const request = emailRequest({ to: { subscriberId: 'nobody' }, channels: ['in_app'] });
  const { status, body } = await post(request);
  expect([status, body.code]).toEqual([422, 'subscriber_not_found']);
});

test('a subscriber without any of the addresses is 422 no_address', async () => {
  await api().call('PUT', '/subscribers/bare', { body: {} });
  const { status, body } = await post(emailRequest({ to: { subscriberId: 'bare' } }));
  expect([status, body.code]).toEqual([422, 'no_address']);
});

test('nothing of all that was stored', async () => {
  const { rowCount } = await api().database.pool.query('SELECT FROM notification');
  expect(rowCount).toBe(0);
});
