import type { NotificationRequest } from '@carillon/domain';
import { createRenderer, type TemplateDefinition } from '@carillon/templates';
import type { RequestDraft } from './request-draft.ts';
import { tryTemplate } from './try-template.ts';

const definition: TemplateDefinition = {
  channels: {
    email: { subject: 'Hello <%= it.name %>', text: 'Hello' },
    sms: { text: 'Hi <%= it.nick %>' },
  },
};
const found = { ok: true, version: 3, versionId: 'v3', definition } as const;
const ada = { tenantId: 't', subscriberId: 'ada', email: 'a@b.co', phone: null, pushTokens: [] };

const draftOf = (data: object, request: Partial<NotificationRequest> = {}): RequestDraft => ({
  request: {
    to: { email: 'ada@example.com' },
    channels: [],
    priority: 'normal',
    deliveryMode: 'at_least_once',
    category: 'transactional',
    ...request,
  },
  template: { key: 'welcome', data: { ...data } },
  tried: null,
  scheduledAt: null,
  dueAt: new Date(0),
  expiresAt: new Date(0),
});
const attempt = (
  draft: RequestDraft,
  subscriber: Parameters<typeof tryTemplate>[1]['subscriber'],
) => tryTemplate(draft, { found, subscriber, renderer: createRenderer() });

test('what is tried is pinned: version, locale and the channels that the template has', () => {
  const { request, tried } = attempt(draftOf({ name: 'Ada' }), { ...ada, locale: 'de' });
  expect(tried).toMatchObject({ ok: true, smsText: null });
  expect(request).toMatchObject({
    channels: ['email', 'sms'],
    template: { key: 'welcome', version: 3, versionId: 'v3', locale: 'de' },
  });
});

test('a channel that nobody can be reached on is not tried', () => {
  expect(attempt(draftOf({ name: 'Ada' }), null).tried).toMatchObject({ ok: true });
  const { tried } = attempt(draftOf({ name: 'Ada' }), { ...ada, phone: '+15550001', locale: null });
  expect(tried).toMatchObject({ problem: { errors: [{ path: 'template.data.nick' }] } });
});

test('for a topic every channel is tried, as members may be reached on any', () => {
  const draft = draftOf({ name: 'Ada' }, { to: { topic: 'news' } });
  expect(attempt(draft, null).tried).toMatchObject({ ok: false });
});

test('the text of an SMS is told', () => {
  const draft = draftOf({ nick: 'A' }, { to: { phone: '+15550001' }, channels: ['sms'] });
  expect(attempt(draft, null).tried).toMatchObject({ ok: true, smsText: 'Hi A' });
});

test('a template that is not there stays the problem that it is', () => {
  const problem = { code: 'template_not_found', detail: 'x', errors: [] } as const;
  const input = {
    found: { ok: false, problem },
    subscriber: null,
    renderer: createRenderer(),
  } as const;
  expect(tryTemplate(draftOf({}), input).tried).toEqual({ ok: false, problem });
});
