import type { RequestListener } from 'node:http';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import type { SendCall, SendRequest, SendResult } from '../src/contract.ts';
import { signWebhook } from '../src/webhook-client/sign-webhook.ts';
import { webhookKeys } from '../src/webhook-client/webhook-keys.ts';
import { NOW, openWebhookAccount, WEBHOOK_SECRET } from './open-webhook-account.ts';
import { type ReceivedWebhook, startWebhookServer } from './webhook-server.ts';

interface Exchanged {
  readonly result: SendResult;
  readonly received: readonly ReceivedWebhook[];
  readonly tookMs: number;
}

const exchange = async (
  answer: RequestListener,
  { request = {}, call = {} }: { request?: Partial<SendRequest>; call?: Partial<SendCall> } = {},
): Promise<Exchanged> => {
  const server = await startWebhookServer(answer);
  const provider = openWebhookAccount([server.origin]);
  const address = `${server.origin}/hooks/orders?a=b#c`;
  const started = performance.now();
  const result = await provider.send(
    sampleRequest({ channel: 'webhook', address, ...request }),
    sampleCall(call),
  );
  const tookMs = performance.now() - started;
  await provider.close();
  await server.stop();
  return { result, received: server.received, tookMs };
};

const ok: RequestListener = (_request, response) => void response.end('thanks');
const status =
  (code: number, headers = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(code, headers).end('why');

test('posts the notification as JSON', async () => {
  const { received } = await exchange(ok);
  expect(received[0]?.path).toBe('/hooks/orders?a=b');
  expect(received[0]?.headers['content-type']).toBe('application/json');
  const { parts, notificationId, deliveryId } = sampleRequest();
  const { title, body, url, data } = parts;
  expect(JSON.parse(received[0]?.body ?? '')).toEqual({
    type: 'notification',
    timestamp: '2026-01-02T03:04:05.000Z',
    data: {
      notificationId,
      deliveryId,
      title,
      body,
      url,
      data,
      category: 'transactional',
      priority: 'normal',
    },
  });
});

test('signs the very bytes that were sent', async () => {
  const { received } = await exchange(ok);
  const { headers, body = '' } = received[0] ?? {};
  const id = sampleRequest().deliveryId;
  const timestamp = Math.floor(NOW.getTime() / 1_000);
  expect(headers?.['webhook-id']).toBe(id);
  expect(headers?.['webhook-timestamp']).toBe(String(timestamp));
  expect(headers?.['webhook-signature']).toBe(
    signWebhook({ id, timestamp, body }, webhookKeys(WEBHOOK_SECRET)),
  );
});

test('carries our ids', async () => {
  const { received } = await exchange(ok);
  const { notificationId, deliveryId, attemptId } = sampleRequest();
  expect(received[0]?.headers).toMatchObject({
    'x-carillon-notification': notificationId,
    'x-carillon-delivery': deliveryId,
    'x-carillon-attempt': attemptId,
    'user-agent': expect.stringMatching(/^Carillon/),
  });
});

test('tells the receiver the trace that it is a part of', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const { received } = await exchange(ok, { request: { traceparent } });
  expect(received[0]?.headers).toMatchObject({ traceparent });
});

test('a repeat has the same id and the same bytes', async () => {
  const first = await exchange(ok, { request: { attempt: 1, attemptId: 'a-1' } });
  const second = await exchange(ok, { request: { attempt: 2, attemptId: 'a-2' } });
  expect(second.received[0]?.body).toBe(first.received[0]?.body);
  expect(second.received[0]?.headers['webhook-id']).toBe(first.received[0]?.headers['webhook-id']);
});

test.each([
  [200, 'accepted', null],
  [204, 'accepted', null],
  [302, 'transient', 'http_302'],
  [410, 'permanent_recipient', 'http_410'],
  [422, 'transient', 'http_422'],
  [429, 'rate_limited', 'http_429'],
  [503, 'transient', 'http_503'],
])('an answer of %i is %s', async (code, outcome, name) => {
  const { result } = await exchange(status(code));
  expect(result).toMatchObject({ outcome, code: name });
});

test('row 26: a redirect is never followed', async () => {
  const { result, received } = await exchange(status(302, { location: '/elsewhere' }));
  expect(result.code).toBe('http_302');
  expect(received).toHaveLength(1);
});

test('410 takes the address off', async () => {
  expect((await exchange(status(410))).result.suppressAddress).toBe(true);
});

test('a refusal of the request is believed at the third try', async () => {
  const { result } = await exchange(status(422), { request: { attempt: 3 } });
  expect(result.outcome).toBe('permanent_message');
});

test.each([
  ['120', 120_000],
  ['999999999', 999_999_999_000],
  [new Date(NOW.getTime() - 500 + 90_000).toUTCString(), 89_500],
  ['soon', null],
])('Retry-After %s is %p ms', async (value, retryAfterMs) => {
  const { result } = await exchange(status(429, { 'retry-after': value }));
  expect(result.retryAfterMs).toBe(retryAfterMs);
});

test('row 29: an accepted call is accepted although its body never ends', async () => {
  const { result, tookMs } = await exchange((_request, response) => {
    response.writeHead(200);
    const more = (): void => {
      while (response.write('x'.repeat(16_384)));
      response.once('drain', more);
    };
    response.on('error', () => {});
    more();
  });
  expect(result).toMatchObject({ outcome: 'accepted' });
  expect(result.response).toHaveLength(1_024);
  expect(tookMs).toBeLessThan(1_500);
});

test('an accepted call is accepted although its body never comes', async () => {
  const { result, tookMs } = await exchange((_request, response) => {
    response.writeHead(200).flushHeaders();
  });
  expect(result.outcome).toBe('accepted');
  expect(tookMs).toBeLessThan(2_500);
});

test('a refusal counts although its body never comes', async () => {
  const { result } = await exchange((_request, response) => {
    response.writeHead(500).flushHeaders();
  });
  expect(result).toMatchObject({ outcome: 'transient', code: 'http_500' });
});

test('an accepted call is accepted although its body is cut off', async () => {
  const { result } = await exchange((request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('x');
    setImmediate(() => request.socket.resetAndDestroy());
  });
  expect(result.outcome).toBe('accepted');
});

test('row 29: an answer that drips from its first byte on is no answer', async () => {
  const call = { signal: AbortSignal.timeout(500) };
  const { result } = await exchange(
    (request) => {
      const line = 'HTTP/1.1 200 OK\r\n';
      let at = 0;
      const drip = setInterval(() => request.socket.write(line[(at += 1)] ?? ''), 100);
      request.socket.write(line[0] ?? '');
      request.socket.once('close', () => clearInterval(drip));
    },
    { call },
  );
  expect(result).toMatchObject({ outcome: 'ambiguous', code: 'timeout' });
});

test('an answer that is no HTTP leaves the outcome unknown', async () => {
  const { result } = await exchange((request) => void request.socket.end('SSH-2.0-OpenSSH\r\n'));
  expect(result).toMatchObject({ outcome: 'ambiguous', code: 'bad_response' });
});

test('headers without end leave the outcome unknown', async () => {
  const { result } = await exchange((request) => {
    request.socket.on('error', () => {});
    request.socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}`);
  });
  expect(result).toMatchObject({ outcome: 'ambiguous', code: 'bad_response' });
});
