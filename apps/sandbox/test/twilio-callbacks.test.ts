import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { signTwilio } from '../src/stand-ins/twilio/call-back.ts';
import { openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';
import { vendorCalls } from './vendor-calls.ts';

interface Heard {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly fields: Record<string, string>;
}

let sandbox: TestSandbox;
let server: Server;
let heard: Heard[];
let status: number;
let whenHeard: (() => void) | undefined;

beforeEach(async () => {
  [heard, status] = [[], 204];
  sandbox = await openTestSandbox();
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const fields = Object.fromEntries(new URLSearchParams(body));
      heard.push({ url: request.url ?? '', headers: request.headers, fields });
      response.writeHead(status).end();
      whenHeard?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await sandbox.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const callbackUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
const hear = (count: number) =>
  new Promise<void>((resolve) => {
    whenHeard = () => heard.length >= count && resolve();
    whenHeard();
  });

test('tells that a message was sent and delivered, signed with the account’s token', async () => {
  await vendorCalls(sandbox).twilio('+15550001111', callbackUrl());
  await hear(2);
  expect(heard.map((h) => h.fields['MessageStatus'])).toEqual(['sent', 'delivered']);
  for (const { url, headers, fields } of heard) {
    const signed = callbackUrl().replace('/callback', url);
    expect(headers['x-twilio-signature']).toBe(signTwilio('token', signed, fields));
    expect(url).toContain('delivery=d-1&attempt=a-1');
  }
});

test('tells it even when the answer was cut off, which is how such a loss is noticed', async () => {
  await sandbox.behave({ provider: 'twilio', answer: 'accept_then_drop' });
  await expect(vendorCalls(sandbox).twilio('+15550001111', callbackUrl())).rejects.toThrow(
    'other side closed',
  );
  await hear(2);
  expect(heard[1]?.fields).toMatchObject({ MessageStatus: 'delivered' });
});

test('a callback that is refused is tried again', async () => {
  status = 500;
  await vendorCalls(sandbox).twilio('+15550001111', callbackUrl());
  await hear(2);
  expect(heard.map((h) => h.fields['MessageStatus'])).toEqual(['sent', 'sent']);
});

test('what is refused is never reported as delivered', async () => {
  await vendorCalls(sandbox).twilio('+15005550001', callbackUrl());
  await vendorCalls(sandbox).twilio('+15550001111', callbackUrl());
  await hear(2);
  expect(new Set(heard.map((h) => h.fields['To']))).toEqual(new Set(['+15550001111']));
});
