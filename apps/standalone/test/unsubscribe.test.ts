import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@carillon/testing';
import { launchStandalone, type Launched } from './launch.ts';

const SLOW_MS = 90_000;
const dir = mkdtempSync(path.join(tmpdir(), 'carillon-unsubscribe-'));
chmodSync(dir, 0o755); // as root, PostgreSQL runs under another account

let standalone: Launched;
beforeAll(async () => {
  standalone = await launchStandalone({ home: path.join(dir, 'home') });
}, SLOW_MS);
afterAll(async () => {
  standalone.kill('SIGTERM');
  await standalone.ended();
  rmSync(dir, { recursive: true, force: true });
}, SLOW_MS);

// Tests look into whatever came.
// oxlint-disable-next-line typescript/no-explicit-any
type Body = any;
const call = async (method: string, url: string, body?: unknown): Promise<Body> => {
  const { apiUrl, apiKey } = standalone.file;
  const response = await fetch(`${apiUrl}/api/v1${url}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
};

/** Sends an e-mail and waits for its end. */
const send = async (to: object, category?: string): Promise<Body> => {
  const content = { title: 'Hello', body: 'Hello Ada' };
  const { id } = await call('POST', '/notifications', {
    to,
    channels: ['email'],
    content,
    category,
  });
  return eventually(async () => {
    const [delivery] = (await call('GET', `/notifications/${id}`)).deliveries;
    expect(delivery.status).toMatch(/^(?:sent|suppressed)$/);
    return { ...delivery, notificationId: id };
  });
};

/** The headers of the mail that arrived. */
const headersOf = async ({ notificationId }: Body): Promise<Body> => {
  const { sandboxUrl } = standalone.file;
  const response = await fetch(`${sandboxUrl}/api/messages?notificationId=${notificationId}`);
  const { data } = (await response.json()) as { data: Body[] };
  return data[0].headers;
};
const linkIn = async (delivery: Body): Promise<string> =>
  /^<(.+)>$/.exec((await headersOf(delivery))['list-unsubscribe'])?.[1] ?? '';

const oneClick = (url: string) =>
  fetch(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });

test.each([
  ['an address', { email: 'bob@example.com' }],
  ['a subscriber', { subscriberId: 'ada' }],
])(
  'one click in the mail of %s ends the category, and nothing else',
  async (_who, to) => {
    await call('PUT', '/subscribers/ada', { email: 'ada@example.com' });
    const first = await send(to, 'news');
    const headers = await headersOf(first);
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const link = await linkIn(first);
    expect((await fetch(link)).status).toBe(200);
    expect((await send(to, 'news')).status).toBe('sent');
    expect((await oneClick(link)).status).toBe(200);
    const next = await send(to, 'news');
    expect([next.status, next.lastError.code]).toEqual(['suppressed', 'opted_out']);
    expect((await send(to, 'offers')).status).toBe('sent');
    expect((await send(to)).status).toBe('sent');
  },
  SLOW_MS,
);

test(
  'what nobody can opt out of has no link',
  async () => {
    await call('PUT', '/categories/alarms', { optOut: false });
    expect(await headersOf(await send({ email: 'eve@example.com' }))).not.toHaveProperty(
      'list-unsubscribe',
    );
    await eventually(async () => {
      const headers = await headersOf(await send({ email: 'eve@example.com' }, 'alarms'));
      expect(headers).not.toHaveProperty('list-unsubscribe');
    });
  },
  SLOW_MS,
);
