import type { RequestListener } from 'node:http';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import { until } from '../src/conformance/until.ts';
import { ACCESS_TOKEN, startFcm } from './fcm-server.ts';

type Server = Awaited<ReturnType<typeof startFcm>>;
let server: Server;
const open = async (...args: Parameters<typeof startFcm>): Promise<Server> => {
  server = await startFcm(...args);
  return server;
};
afterEach(async () => {
  await server.stop();
  await server.provider.close();
});

const send = (address = 'token-1', call = sampleCall()) =>
  server.provider.send(sampleRequest({ channel: 'push', address }), call);
const ok: RequestListener = (_request, response) => void response.end('{"name":"m"}');
const pathsOf = () => server.received.map((r) => r.path);

test('one access token, fetched once, serves all sends', async () => {
  await open((_request, response) => response.end('{"name":"projects/shop/messages/1"}'));
  const results = await Promise.all(Array.from({ length: 10 }, () => send()));
  expect(new Set(results.map((r) => r.outcome))).toEqual(new Set(['accepted']));
  expect(results[0]?.providerMessageId).toBe('projects/shop/messages/1');
  expect(pathsOf().filter((path) => path === '/token')).toHaveLength(1);
  const sent = server.received.find((r) => r.path === '/v1/projects/shop/messages:send');
  expect(sent?.headers.authorization).toBe(`Bearer ${ACCESS_TOKEN}`);
});

test('a failing FCM is asked once: nothing is repeated in secret', async () => {
  await open((_request, response) => response.writeHead(503).end('{}'));
  expect(await send()).toMatchObject({ outcome: 'transient' });
  expect(pathsOf().filter((path) => path !== '/token')).toHaveLength(1);
});

test('a service account that Google refuses is the account’s fault, and nothing is sent', async () => {
  const refuse = '{"error":"invalid_grant","error_description":"no"}';
  await open((_request, response) => response.end('{}'), {
    onToken: (_request, response) => void response.writeHead(400).end(refuse),
  });
  expect(await send()).toMatchObject({ outcome: 'config', code: 'invalid_credentials' });
  expect(pathsOf().filter((path) => path !== '/token')).toHaveLength(0);
  expect((await server.provider.verify()).ok).toBe(false);
});

test('after FCM has refused a token the next send fetches another', async () => {
  let refusals = 1;
  await open((_request, response) => {
    const status = refusals > 0 ? 401 : 200;
    refusals -= 1;
    const body = status === 200 ? { name: 'm' } : { error: { status: 'UNAUTHENTICATED' } };
    response.writeHead(status).end(JSON.stringify(body));
  });
  expect(await send()).toMatchObject({ outcome: 'config', code: 'UNAUTHENTICATED' });
  expect(await send()).toMatchObject({ outcome: 'accepted' });
  expect(pathsOf().filter((path) => path === '/token')).toHaveLength(2);
});

const pathsSent = () => pathsOf().filter((path) => path !== '/token');

test('a token endpoint that never answers does not outlive the deadline, and nothing is sent', async () => {
  await open(ok, { onToken: () => {} });
  const started = performance.now();
  const result = await send('token-1', sampleCall({ signal: AbortSignal.timeout(100) }));
  expect(result).toMatchObject({ outcome: 'transient', code: 'timeout' });
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(pathsSent()).toEqual([]);
});

test('a token endpoint that cuts the connection is tried again, and nothing is sent', async () => {
  await open(ok, { onToken: (request) => void request.socket.resetAndDestroy() });
  expect(await send()).toMatchObject({ outcome: 'transient', code: 'connection_reset' });
  expect(pathsSent()).toEqual([]);
});

test('a token that ends soon is renewed while sends go on with it', async () => {
  let grants = 0;
  await open(ok, {
    onToken: (_request, response) => {
      grants += 1;
      if (grants === 1) response.end('{"access_token":"short","expires_in":120}');
    },
  });
  expect(await send()).toMatchObject({ outcome: 'accepted' });
  expect(await send()).toMatchObject({ outcome: 'accepted' });
  await until(() => grants === 2);
  expect(await send()).toMatchObject({ outcome: 'accepted' });
  expect(grants).toBe(2);
});

test('a token URL in a private network is not called', async () => {
  await open(ok, { tokenUrl: 'https://127.0.0.1:1/token' });
  expect(await send()).toMatchObject({ code: 'target_not_allowed' });
  expect(pathsOf()).toEqual([]);
});

test('the assertion goes out over TLS, except to a host that the operator has named', async () => {
  await open(ok, { tokenUrl: 'http://token.example/token' });
  expect(await send()).toMatchObject({ outcome: 'config', code: 'insecure_base_url' });
  expect(pathsOf()).toEqual([]);
});
