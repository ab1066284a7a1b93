import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { request } from 'undici';
import { openTestSandbox, type TestSandbox } from './open-test-sandbox.ts';
import { vendorCalls } from './vendor-calls.ts';

interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let sandbox: TestSandbox;
let server: Server;
let heard: Heard[];
let whenHeard: (() => void) | undefined;

beforeEach(async () => {
  heard = [];
  sandbox = await openTestSandbox();
  server = createServer((incoming, response) => {
    void text(incoming).then((body) => {
      heard.push({ headers: incoming.headers, body });
      response.writeHead(204).end();
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

const settings = async (path: string, body?: object) => {
  const reply = await request(`${sandbox.origin}/v3/user/webhooks/event/settings${path}`, {
    method: body === undefined ? 'GET' : 'PATCH',
    headers: { authorization: 'Bearer SG.key', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await reply.body.json()) as Record<string, unknown>;
};
const pointHere = () => {
  const { port } = server.address() as AddressInfo;
  return settings('', { enabled: true, url: `http://127.0.0.1:${port}/events` });
};
const hear = (count: number) =>
  new Promise<void>((resolve) => {
    whenHeard = () => heard.length >= count && resolve();
    whenHeard();
  });
const events = () => heard.flatMap(({ body }) => JSON.parse(body) as Record<string, unknown>[]);

test.each([
  ['ada@example.com', ['processed', 'delivered']],
  ['bounce+ada@example.com', ['processed', 'bounce']],
  ['dropped+ada@example.com', ['dropped']],
  ['deferred+ada@example.com', ['processed', 'deferred', 'delivered']],
  ['click+ada@example.com', ['processed', 'delivered', 'open', 'click']],
])('tells what became of a mail to %s, with the custom arguments', async (to, expected) => {
  await pointHere();
  const { headers } = await vendorCalls(sandbox).sendgrid(to);
  await hear(expected.length);
  expect(events().map(({ event }) => event)).toEqual(expected);
  expect(events()[0]).toMatchObject({
    email: to,
    carillon_delivery: 'd-1',
    carillon_attempt: 'a-1',
  });
  expect(String(events()[0]?.['sg_message_id'])).toContain(String(headers['x-message-id']));
});

test('events are signed, and the settings show the key that checks them', async () => {
  await pointHere();
  await vendorCalls(sandbox).sendgrid('ada@example.com');
  await hear(2);
  const { public_key: shown } = await settings('/signed', { enabled: true });
  const der = Buffer.from(String(shown), 'base64');
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  for (const { headers, body } of heard) {
    const timestamp = String(headers['x-twilio-email-event-webhook-timestamp']);
    const signature = String(headers['x-twilio-email-event-webhook-signature']);
    const signed = Buffer.from(timestamp + body);
    expect(verify('sha256', signed, key, Buffer.from(signature, 'base64'))).toBe(true);
  }
});

test('the key of an API key stays what it is', async () => {
  const first = await settings('/signed');
  await sandbox.close();
  sandbox = await openTestSandbox();
  expect(await settings('/signed')).toEqual(first);
});

test('nothing is told of what is refused, nor after the webhook was switched off', async () => {
  await pointHere();
  await vendorCalls(sandbox).sendgrid('reject+ada@example.com');
  await settings('', { enabled: false });
  await vendorCalls(sandbox).sendgrid('ada@example.com');
  await pointHere();
  await vendorCalls(sandbox).sendgrid('bob@example.com');
  await hear(2);
  expect(new Set(events().map(({ email }) => email))).toEqual(new Set(['bob@example.com']));
});
