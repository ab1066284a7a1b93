import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import { ACCESS_TOKEN, startFcm } from './fcm-server.ts';

type Server = Awaited<ReturnType<typeof startFcm>>;
let server: Server;
const open = async (...args: Parameters<typeof startFcm>): Promise<Server> => {
  server = await startFcm(...args);
  return server;
};
afterEach(async () => {
  await server.provider.close();
  await server.stop();
});

const send = (address = 'token-1') =>
  server.provider.send(sampleRequest({ channel: 'push', address }), sampleCall());
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
  await open(
    (_request, response) => response.end('{}'),
    (_request, response) =>
      void response.writeHead(400, { 'content-type': 'application/json' }).end(refuse),
  );
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
