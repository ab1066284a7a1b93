import { eventually } from '@carillon/testing';
import { type Body, useStandalone } from './use-standalone.ts';

const SLOW_MS = 90_000;

const standalone = useStandalone();
const { call } = standalone;

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

/** Waits until a notification is as expected. */
const becomes = (id: string, expected: object) =>
  eventually(async () => expect(await call('GET', `/notifications/${id}`)).toMatchObject(expected));
const notify = async (body: object): Promise<string> => {
  const content = { body: 'Hello' };
  return (await call('POST', '/notifications', { content, category: 'news', ...body })).id;
};

test(
  'quiet hours of a subscriber hold what is accepted for him until they end',
  async () => {
    const minutesFromNow = (minutes: number) =>
      new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
    const quietHours = { start: minutesFromNow(-30), end: minutesFromNow(30), timezone: 'UTC' };
    await call('PUT', '/subscribers/owl', { email: 'owl@example.com' });
    await call('PUT', '/subscribers/owl/preferences', { quietHours });
    const to = { subscriberId: 'owl' };
    const id = await notify({ to, channels: ['email'] });
    const critical = await notify({ to, channels: ['email'], priority: 'critical' });
    await becomes(critical, { status: 'sent' });
    await becomes(id, { status: 'scheduled', deliveries: [{ status: 'scheduled', attempts: 0 }] });
    const { deliveries } = await call('GET', `/notifications/${id}`);
    expect(deliveries[0].nextAttemptAt.slice(11, 16)).toBe(quietHours.end);
    const { data } = await call('GET', `/notifications/${id}/timeline`);
    expect(data.at(-1)).toMatchObject({ type: 'held', detail: deliveries[0].nextAttemptAt });
  },
  SLOW_MS,
);

test(
  'a push reaches every device, and one that is dead is taken away',
  async () => {
    await call('PUT', '/subscribers/kay', {});
    for (const token of ['kays-phone', 'unregistered-kays-tablet']) {
      await call('PUT', `/subscribers/kay/devices/${encodeURIComponent(token)}`, {});
    }
    const id = await notify({ to: { subscriberId: 'kay' }, channels: ['push'] });
    await becomes(id, { status: 'partially_sent' });
    const { deliveries } = await call('GET', `/notifications/${id}`);
    expect(deliveries).toHaveLength(2);
    expect((await call('GET', '/subscribers/kay')).devices).toEqual([
      { token: 'kays-phone', platform: null },
    ]);
  },
  SLOW_MS,
);

test(
  'who has opted out of a category is left out of its broadcasts',
  async () => {
    await call('PUT', '/topics/news', {});
    for (const name of ['in', 'out']) {
      await call('PUT', `/subscribers/${name}`, { email: `${name}@example.com` });
    }
    await call('PUT', '/subscribers/out/preferences', { categories: { news: { email: false } } });
    await call('POST', '/topics/news/subscribers', { subscriberIds: ['in', 'out'] });
    const content = { body: 'Hello all' };
    const request = { to: { topic: 'news' }, channels: ['email'], content, category: 'news' };
    const { batchId } = await call('POST', '/notifications', request);
    await eventually(async () => {
      const { counts } = await call('GET', `/batches/${batchId}`);
      expect(counts).toMatchObject({ sent: 1, suppressed: 1 });
    });
  },
  SLOW_MS,
);

test(
  'what went to a deleted subscriber where he is not known is erased too',
  async () => {
    await call('PUT', '/subscribers/max', { email: 'max@example.com' });
    const elsewhere = { subscriberId: 'max', email: 'max@elsewhere.example' };
    const { notificationId } = await send(elsewhere, 'news');
    await call('DELETE', '/subscribers/max');
    await becomes(notificationId, {
      status: 'sent',
      to: {},
      content: { body: '' },
      deliveries: [{ status: 'sent', address: null }],
    });
    const found = await call('GET', '/notifications?recipient=max@elsewhere.example');
    expect(found.data).toEqual([]);
  },
  SLOW_MS,
);
