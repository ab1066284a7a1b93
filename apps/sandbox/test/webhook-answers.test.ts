import { Agent, request } from 'undici';
import { idHeaders, openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await openTestSandbox();
});
afterAll(() => sandbox.close());

const PAYLOAD = JSON.stringify({
  type: 'notification',
  data: { title: 'Order shipped', body: 'Your order has shipped.' },
});
const post = (url: string, options: object = {}) =>
  request(url, { method: 'POST', headers: idHeaders('w'), body: PAYLOAD, ...options });

const hook = (name: string) => `${sandbox.origin}/hooks/${name}`;
const acceptedBy = async (to: string): Promise<number> =>
  (await sandbox.list(`/api/messages?to=${encodeURIComponent(to)}`)).length;
const ledgerOf = async (to: string) => (await sandbox.ledger()).filter((line) => line['to'] === to);
const answerTo = async (to: string) =>
  (await sandbox.one(`/api/requests?to=${encodeURIComponent(to)}`))['answer'];

test('accept: 200, and a message with all its fields', async () => {
  const to = hook('orders?shop=1');
  const { statusCode } = await post(to);
  expect(statusCode).toBe(200);
  expect(await sandbox.one(`/api/messages?to=${encodeURIComponent(to)}`)).toEqual({
    id: expect.any(String) as string,
    channel: 'webhook',
    provider: 'webhook',
    from: null,
    to,
    subject: 'Order shipped',
    text: 'Your order has shipped.',
    html: null,
    headers: expect.objectContaining({ 'x-carillon-delivery': 'delivery-w' }) as object,
    body: PAYLOAD,
    notificationId: 'notification-w',
    deliveryId: 'delivery-w',
    attemptId: 'attempt-w',
    receivedAt: '2026-05-01T10:00:00.000Z',
  });
  expect(await ledgerOf(to)).toHaveLength(1);
});

test.each([
  ['reject_recipient', 410],
  ['reject_message', 422],
  ['unauthorized', 401],
  ['transient', 503],
  ['rate_limited', 429],
] as const)('%s: %i, nothing accepted', async (answer, status) => {
  const to = hook(answer);
  await sandbox.behave({ provider: 'webhook', to, answer });
  expect((await post(to)).statusCode).toBe(status);
  expect(await answerTo(to)).toEqual({ status, code: null, behaviour: answer });
  expect(await acceptedBy(to)).toBe(0);
  expect(await ledgerOf(to)).toEqual([]);
});

test('redirect: 302 to the location, nothing accepted', async () => {
  const to = hook('moved');
  const headers = { location: 'http://127.0.0.1:9/private' };
  await sandbox.behave({ provider: 'webhook', to, answer: 'redirect', headers });
  const { statusCode, headers: answered } = await post(to);
  expect([statusCode, answered['location']]).toEqual([302, headers.location]);
  expect(await acceptedBy(to)).toBe(0);
});

test('status, headers, body and Retry-After come as asked for', async () => {
  const reply = { status: 507, headers: { 'x-shard': '7' }, body: 'disk full', retryAfter: 12 };
  await sandbox.behave({ provider: 'webhook', answer: 'transient', ...reply });
  const { statusCode, headers, body } = await post(hook('full'));
  expect([statusCode, headers['x-shard'], headers['retry-after']]).toEqual([507, '7', '12']);
  expect(await body.text()).toBe('disk full');
});

test('hang: no answer until the client gives up, nothing accepted', async () => {
  const to = hook('hang');
  await sandbox.behave({ provider: 'webhook', to, answer: 'hang' });
  await expect(post(to, { headersTimeout: 100 })).rejects.toMatchObject({
    code: 'UND_ERR_HEADERS_TIMEOUT',
  });
  expect(await acceptedBy(to)).toBe(0);
});

test('accept_then_drop: in the ledger, and the client saw no answer', async () => {
  const to = hook('drop');
  await sandbox.behave({ provider: 'webhook', to, answer: 'accept_then_drop' });
  await expect(post(to)).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  expect(await ledgerOf(to)).toHaveLength(1);
});

test('slow: accepted after its delay', async () => {
  const to = hook('slow');
  await sandbox.behave({ provider: 'webhook', to, answer: 'slow', delayMs: 150 });
  const begun = performance.now();
  expect((await post(to)).statusCode).toBe(200);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(149);
});

test('drip: the headers never come, nothing accepted', async () => {
  const to = hook('drip');
  await sandbox.behave({ provider: 'webhook', to, answer: 'drip' });
  await expect(post(to, { signal: AbortSignal.timeout(300) })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  expect(await acceptedBy(to)).toBe(0);
});

test('endless: accepted with 200, the body goes on for as long as it is read', async () => {
  const to = hook('endless');
  await sandbox.behave({ provider: 'webhook', to, answer: 'endless' });
  const dispatcher = new Agent();
  const { statusCode, body } = await post(to, { dispatcher });
  expect(statusCode).toBe(200);
  let read = 0;
  for await (const chunk of body) {
    read += (chunk as Buffer).length;
    if (read > 5_000_000) break;
  }
  expect(read).toBeGreaterThan(5_000_000);
  expect(await ledgerOf(to)).toHaveLength(1);
  await dispatcher.destroy();
});

test('a status hook answers with its status, and accepts if it is a success', async () => {
  await sandbox.behave();
  expect((await post(hook('status/418'))).statusCode).toBe(418);
  expect((await post(hook('status/204'))).statusCode).toBe(204);
  expect([await acceptedBy(hook('status/418')), await acceptedBy(hook('status/204'))]).toEqual([
    0, 1,
  ]);
});

test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)(
  '%s calls a hook too',
  async (method) => {
    const to = hook(`by-${method}`);
    const { statusCode } = await request(to, { method });
    expect(statusCode).toBe(200);
    expect(await sandbox.one(`/api/requests?to=${encodeURIComponent(to)}`)).toMatchObject({
      method,
      path: `/hooks/by-${method}`,
      body: '',
      form: null,
    });
  },
);

test('a call without our ids is shown with null ids and is not in the ledger', async () => {
  const to = hook('events');
  await request(to, { method: 'POST', body: '{"type":"delivery.sent"}' });
  const ids = { notificationId: null, deliveryId: null, attemptId: null };
  expect(await sandbox.one(`/api/messages?to=${encodeURIComponent(to)}`)).toMatchObject(ids);
  expect(await ledgerOf(to)).toEqual([]);
});

test('a body of more than 1 MiB is refused', async () => {
  const { statusCode } = await post(hook('large'), { body: Buffer.alloc(1024 * 1024 + 1) });
  expect(statusCode).toBe(413);
  expect(await acceptedBy(hook('large'))).toBe(0);
});
