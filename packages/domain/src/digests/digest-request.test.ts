import { digestRequest } from './digest-request.ts';

const first = {
  to: { email: 'ada@example.com', locale: 'de' },
  channels: ['email', 'sms'],
  priority: 'high',
  deliveryMode: 'at_most_once',
  category: 'news',
  retry: { maxAttempts: 2 },
  scheduledAt: '2026-01-31T12:00:00.000Z',
  collapseKey: 'c',
  dedupe: { key: 'd', windowMs: 1 },
  digest: { key: 'k', windowMs: 1 },
  metadata: { a: 1 },
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  template: { key: 'weekly', version: 3, versionId: 'v', locale: 'de', data: { name: 'Ada' } },
} as const;
const parts = { digestId: 'digest', channel: 'email', first, content: null, items: [] } as const;

test('it is sent on the terms of its first item, and is collected no more', () => {
  const request = digestRequest({ ...parts, content: { title: '2 notifications', body: 'x' } });
  expect(request).toEqual({
    to: first.to,
    channels: ['email'],
    priority: 'high',
    deliveryMode: 'at_most_once',
    category: 'news',
    retry: first.retry,
    traceparent: first.traceparent,
    digestId: 'digest',
    content: { title: '2 notifications', body: 'x' },
  });
});

test('a template gets the items beside the data of the first', () => {
  const items = [{ name: 'Ada' }, { name: 'Grace' }];
  const { template, content } = digestRequest({ ...parts, items });
  expect(content).toBeUndefined();
  expect(template).toEqual({ ...first.template, data: { name: 'Ada', items } });
});
