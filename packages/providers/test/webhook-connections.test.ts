import type { RequestListener } from 'node:http';
import { sampleCall, sampleRequest } from '../src/conformance/sample-request.ts';
import { until } from '../src/conformance/until.ts';
import { openWebhookAccount } from './open-webhook-account.ts';
import { startWebhookServer } from './webhook-server.ts';

const ok: RequestListener = (_request, response) => void response.end('thanks');

test('a refused connection was sent nothing', async () => {
  const server = await startWebhookServer(ok);
  await server.stop();
  const provider = openWebhookAccount([server.origin]);
  const result = await provider.send(sampleRequest({ address: server.origin }), sampleCall());
  await provider.close();
  expect(result).toMatchObject({ outcome: 'transient', code: 'connection_refused' });
});

test('a name that does not resolve was sent nothing', async () => {
  const provider = openWebhookAccount([], {
    lookup: (_hostname, _options, callback) =>
      callback(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), []),
  });
  const address = 'https://example.com/';
  const result = await provider.send(sampleRequest({ address }), sampleCall());
  await provider.close();
  expect(result).toMatchObject({ outcome: 'transient', code: 'dns_failure' });
});

test('a server that does not speak TLS was sent nothing', async () => {
  const server = await startWebhookServer(ok);
  const origin = server.origin.replace('http:', 'https:');
  const provider = openWebhookAccount([origin]);
  const result = await provider.send(sampleRequest({ address: origin }), sampleCall());
  await provider.close();
  await server.stop();
  expect(result).toMatchObject({ outcome: 'transient', code: 'tls_error' });
  expect(server.received).toHaveLength(0);
});

test('calls wait for a free connection until their deadline, and were then sent nothing', async () => {
  const server = await startWebhookServer(() => {});
  const provider = openWebhookAccount([server.origin]);
  const request = sampleRequest({ address: server.origin });
  const all = new AbortController();
  const held = Array.from({ length: provider.concurrency }, () =>
    provider.send(request, sampleCall({ signal: all.signal })),
  );
  await until(() => server.received.length === provider.concurrency);
  let asked = false;
  const waiting = new AbortController();
  const mayBegin = (): boolean => (asked = true);
  const late = provider.send(request, sampleCall({ signal: waiting.signal, mayBegin }));
  waiting.abort();
  expect(await late).toMatchObject({ outcome: 'transient', code: 'timeout' });
  all.abort();
  expect((await Promise.all(held)).every(({ outcome }) => outcome === 'ambiguous')).toBe(true);
  await provider.close();
  await server.stop();
  expect(asked).toBe(false);
  expect(server.received).toHaveLength(provider.concurrency);
});

test('keeps its connections', async () => {
  const server = await startWebhookServer(ok);
  const provider = openWebhookAccount([server.origin]);
  for (let n = 0; n < 20; n += 1) {
    await provider.send(sampleRequest({ address: server.origin }), sampleCall());
  }
  // Two, because undici gives a connection back one turn of the event loop after the answer.
  expect(server.connections()).toBeLessThanOrEqual(2);
  await provider.close();
  await server.stop();
});
