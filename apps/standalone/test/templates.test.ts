import { eventually } from '@carillon/testing';
import { type Body, useStandalone } from './use-standalone.ts';

const SLOW_MS = 90_000;

const standalone = useStandalone();
const { call } = standalone;

/** What the sandbox received, when it has: one message that fits. */
const receivedBy = async (query: string): Promise<Body> => {
  const url = `${standalone.file.sandboxUrl}/api/messages?${query}`;
  return eventually(
    async () => {
      const { data } = (await (await fetch(url)).json()) as Body;
      expect(data).toHaveLength(1);
      return data[0];
    },
    { timeoutMs: 20_000 },
  );
};

const received = (id: string): Promise<Body> => receivedBy(`notificationId=${id}`);

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
  'row 16: a mail arrives in the language of its recipient, in its layout, with what it was given escaped',
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
  'a broadcast speaks to each member in his language',
  async () => {
    const locales = { ines: 'pt', jan: 'de-CH' };
    await call('PUT', '/topics/news', {});
    for (const [name, locale] of Object.entries(locales)) {
      await call('PUT', `/subscribers/${name}`, { email: `${name}@example.com`, locale });
    }
    await call('POST', '/topics/news/subscribers', { subscriberIds: Object.keys(locales) });
    await send({ to: { topic: 'news' } });
    expect((await receivedBy('to=ines@example.com')).subject).toBe('Welcome, Ada <b>');
    expect((await receivedBy('to=jan@example.com')).subject).toBe('Willkommen, Ada <b>');
  },
  SLOW_MS,
);

test(
  'WhatsApp gets the template that its vendor approved, with its variables filled in',
  async () => {
    const whatsapp = { contentSid: 'HX0123', variables: { 1: '<%= it.name %>', 2: 'now' } };
    await call('POST', '/templates', { key: 'approved', channels: { whatsapp } });
    const { id } = await call('POST', '/templates/approved/test', {
      to: { phone: '+15551230002' },
      channel: 'whatsapp',
      data: { name: 'Ada' },
    });
    const { body } = await received(id);
    const form = new URLSearchParams(body);
    expect([form.get('ContentSid'), form.get('ContentVariables'), form.get('Body')]).toEqual([
      'HX0123',
      '{"1":"Ada","2":"now"}',
      null,
    ]);
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
