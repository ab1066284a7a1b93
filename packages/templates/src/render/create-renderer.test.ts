import type { Channel } from '@carillon/domain';
import type { ChannelSources, TemplateDefinition } from '../definition/template-definition.ts';
import { prepareTemplate } from '../prepare-template.ts';
import { createRenderer } from './create-renderer.ts';

const prepared = (definition: TemplateDefinition): TemplateDefinition => {
  const result = prepareTemplate(definition, new Map());
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.expanded;
};

const render = (
  channels: ChannelSources,
  data: Record<string, unknown> = {},
  more: Partial<TemplateDefinition> & { locale?: string } = {},
) => {
  const { locale, ...definition } = more;
  const [channel] = Object.keys(channels) as [Channel];
  const template = prepared({ channels, ...definition });
  return createRenderer().render({ cacheKey: 't', template, channel, locale, data });
};

const sms = (text: string, data: Record<string, unknown>) => render({ sms: { text } }, data);

describe('parts', () => {
  test('an e-mail has a subject, html with data escaped, and text without', () => {
    const email = {
      subject: 'Hi <%= it.name %>',
      html: '<p><%= it.name %></p>',
      text: '<%= it.name %>!',
    };
    expect(render({ email }, { name: '<Ada> & "B"' })).toMatchObject({
      ok: true,
      parts: {
        title: 'Hi <Ada> & "B"',
        body: '<Ada> & "B"!',
        html: '<p>&lt;Ada&gt; &amp; &quot;B&quot;</p>',
      },
    });
  });

  test('an e-mail without text gets that of its html', () => {
    const html = '<h1>Hello</h1><p>See <a href="https://a.example/">the shop</a></p>';
    expect(render({ email: { subject: 's', html } })).toMatchObject({
      parts: { body: 'Hello\n\nSee the shop [https://a.example/]', html },
    });
  });

  test('an e-mail may be text alone', () => {
    expect(render({ email: { subject: 's', text: 't' } })).toMatchObject({
      parts: { title: 's', body: 't', html: null },
    });
  });

  test('a subject stays one line, whatever the data says', () => {
    const email = { subject: 'Hi <%= it.name %>', text: 't' };
    const result = render({ email }, { name: 'a\r\nBcc: x@y.example\u2028b\u0007' });
    expect(result).toMatchObject({ parts: { title: 'Hi a Bcc: x@y.example b' } });
  });

  test('an SMS says what it costs', () => {
    expect(sms('Hi <%= it.name %>’', { name: 'x'.repeat(70) })).toMatchObject({
      parts: { body: `Hi ${'x'.repeat(70)}’` },
      segments: 2,
      encoding: 'UCS-2',
    });
  });

  test('a WhatsApp template gets its variables, each on one line', () => {
    const whatsapp = { contentSid: 'HX1', variables: { 1: '<%= it.name %>', 2: 'x' } };
    expect(render({ whatsapp }, { name: 'a\nb' })).toMatchObject({
      parts: { body: '', contentTemplate: { contentSid: 'HX1', variables: { 1: 'a b', 2: 'x' } } },
    });
  });

  test('a webhook sends the data as it came, with or without words', () => {
    const data = { id: 1, tags: ['a'] };
    expect(render({ webhook: { body: 'Order <%= it.id %>' } }, data)).toMatchObject({
      parts: { body: 'Order 1', data },
    });
    const template = prepared({ channels: { sms: { text: 'x' } } });
    expect(
      createRenderer().render({ cacheKey: 't', template, channel: 'webhook', data }),
    ).toMatchObject({ ok: true, parts: { body: '', data } });
  });

  test('a push does not carry the data', () => {
    expect(render({ push: { title: 't', body: 'b' } }, { secret: 1 })).toMatchObject({
      parts: { title: 't', body: 'b', url: null, data: null },
    });
  });

  test('what PostgreSQL could not store is cleaned away', () => {
    expect(sms('a\0<%= it.emoji.slice(0, 1) %>', { emoji: '😀' })).toMatchObject({
      parts: { body: 'a\ufffd' },
    });
  });
});

describe('refusals', () => {
  test.each([
    ['javascript:alert(1)', 'template_unsafe'],
    ['java\nscript:alert(1)', 'template_unsafe'],
    ['not a url', 'template_unsafe'],
    ['https://a.example/x', null],
    ['', null],
  ])('the url %j: %s', (url, code) => {
    const result = render({ in_app: { body: 'b', url: '<%= it.url %>' } }, { url });
    expect(result.ok ? null : result.code).toBe(code);
  });

  test('a push over the 4 KiB of FCM', () => {
    expect(render({ push: { body: '<%= it.x %>' } }, { x: 'x'.repeat(4_000) })).toMatchObject({
      code: 'template_budget_exceeded',
      message: expect.stringContaining('FCM'),
    });
  });

  test('a message that came out blank', () => {
    expect(sms('<% if (it.x) { %>x<% } %>', {})).toMatchObject({ code: 'template_invalid' });
  });

  test('a channel that the template does not serve', () => {
    const template = prepared({ channels: { sms: { text: 'x' } } });
    const result = createRenderer().render({ cacheKey: 't', template, channel: 'push', data: {} });
    expect(result).toMatchObject({ ok: false, code: 'template_invalid' });
  });

  test('a stored template that was never checked', () => {
    const template = { channels: { sms: { text: '<%= process.env %>' } } };
    const result = createRenderer().render({ cacheKey: 't', template, channel: 'sms', data: {} });
    expect(result).toMatchObject({ ok: false, code: 'template_unsafe' });
  });
});

describe('locales', () => {
  const channels = { sms: { text: 'Hello' } };
  const locales = { pt: { sms: { text: 'Olá' } }, 'pt-BR': { sms: { text: 'Oi' } }, de: {} };

  test.each([
    ['pt-BR', 'Oi', 'pt-BR'],
    ['pt_br', 'Oi', 'pt-BR'],
    ['pt-PT', 'Olá', 'pt'],
    ['de', 'Hello', 'default'],
    ['fr', 'Hello', 'default'],
    [undefined, 'Hello', 'default'],
  ])('%s says %s', (locale, body, used) => {
    const result = render(channels, {}, { locales, ...(locale && { locale }) });
    expect(result).toMatchObject({ parts: { body }, locale: used });
  });
});
