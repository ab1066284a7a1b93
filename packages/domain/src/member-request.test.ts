import { memberRequest, ownRequest } from './member-request.ts';
import type { NotificationRequest } from './notification-request.ts';

const shared = (template?: NotificationRequest['template']): NotificationRequest => ({
  to: { topic: 'news' },
  channels: ['email'],
  content: template === undefined ? { body: 'Hello' } : undefined,
  template,
  priority: 'normal',
  deliveryMode: 'at_least_once',
  category: 'news',
});
const welcome = { key: 'welcome', version: 2, versionId: 'v', data: {} };
const memberOf = (request: NotificationRequest, locale: string | null): NotificationRequest =>
  memberRequest(request, ownRequest(request, { subscriberId: 'ada', batchId: 'b', locale }));

test('a member’s request is the shared one, to him', () => {
  expect(memberOf(shared(), 'de')).toEqual({
    ...shared(),
    to: { subscriberId: 'ada' },
    broadcast: 'b',
  });
});

test.each([
  ['his own', undefined, 'de', 'de'],
  ['the one that the request names', 'fr', 'de', 'fr'],
  ['none where nobody knows one', undefined, null, undefined],
])('a template speaks to a member in %s', (_which, asked, known, spoken) => {
  const { template } = memberOf(shared({ ...welcome, locale: asked }), known);
  expect(template).toEqual({ ...welcome, locale: spoken });
});
