import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@carillon/testing';
import { launchStandalone, type Launched } from './launch.ts';

const SLOW_MS = 90_000;
const dir = mkdtempSync(path.join(tmpdir(), 'carillon-templates-'));
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
  expect([url, response.ok]).toEqual([url, true]);
  return response.status === 204 ? null : response.json();
};

/** What the sandbox received of a notification, when it has. */
const received = async (id: string): Promise<Body> => {
  const url = `${standalone.file.sandboxUrl}/api/messages?notificationId=${id}`;
  return eventually(
    async () => {
      const { data } = (await (await fetch(url)).json()) as Body;
      expect(data).toHaveLength(1);
      return data[0];
    },
    { timeoutMs: 20_000 },
  );
};

const mail = (subject: string, greeting: string) => ({
  email: { subject, html: `<p>${greeting} <%= it.name %></p>` },
});
const welcome = {
  channels: mail('Welcome, <%= it.name %>', 'Hello'),
  locales: { de: mail('Willkommen, <%= it.name %>', 'Hallo') },
  layout: 'frame',
};
const putPartial = (name: string, source: string) => call('PUT', `/partials/${name}`, { source });
const send = (parts: object = {}) =>
  call('POST', '/notifications', {
    to: { email: 'ada@example.com', locale: 'de-AT' },
    template: { key: 'welcome', data: { name: 'Ada <b>' } },
    ...parts,
  });

beforeAll(async () => {
  await putPartial('frame', '<html><body><%@ body %><%@ partial foot %></body></html>');
  await putPartial('foot', '<i>The shop</i>');
  await call('POST', '/templates', { key: 'welcome', ...welcome });
  await call('POST', '/templates/welcome/publish', { version: 1 });
}, SLOW_MS);

test(
  'a mail arrives in the language of its recipient, in its layout, with what it was given escaped',
  async () => {
    const { id } = await send();
    const { subject, html, text } = await received(id);
    expect({ subject, html: html.trim(), text: text.trim() }).toEqual({
      subject: 'Willkommen, Ada <b>',
      html: '<html><body><p>Hallo Ada &lt;b&gt;</p><i>The shop</i></body></html>',
      text: expect.stringContaining('Hallo Ada <b>'),
    });
  },
  SLOW_MS,
);

test(
  'what is accepted arrives as it was, though template and partial change before it is sent',
  async () => {
    const scheduledAt = new Date(Date.now() + 2_000).toISOString();
    const { id } = await send({ scheduledAt });
    await putPartial('foot', '<i>Another shop</i>');
    const { version } = await call('POST', '/templates/welcome/versions', {
      ...welcome,
      locales: { de: mail('Neu', 'Neu') },
    });
    await call('POST', '/templates/welcome/publish', { version });
    const { id: later } = await send();
    expect((await received(later)).html).toMatch(/Neu Ada.*Another shop/s);
    await call('DELETE', '/templates/welcome');
    expect((await received(id)).html).toMatch(/Hallo Ada.*The shop/s);
  },
  SLOW_MS,
);
