import { lastDayFor, type UnsubscribeGrant, writeGrant } from '@carillon/domain';
import { DEFAULT_TENANT_ID, readInstallation } from '@carillon/repositories';
import { createLinkSealer } from '@carillon/runtime';
import { testApi } from './test-api.ts';

const api = testApi();
const call = (...args: Parameters<ReturnType<typeof api>['call']>) => api().call(...args);

/** The link that a worker puts into an e-mail. */
const linkFor = async (grant: Partial<UnsubscribeGrant>): Promise<string> => {
  const { linkSecret } = await readInstallation(api().database);
  const recipient = { kind: 'address', address: 'bob@example.com' } as const;
  const whole = { tenantId: DEFAULT_TENANT_ID, category: 'news', recipient, ...grant };
  const text = writeGrant({ lastDay: lastDayFor(Date.now()), ...whole });
  return `//unsubscribe/${createLinkSealer(linkSecret, 'unsubscribe').seal(text)}`;
};
const ada = { recipient: { kind: 'subscriber', subscriberId: 'ada' } } as const;
const oneClick = {
  key: null,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'List-Unsubscribe=One-Click',
};
const wishesOf = async (id: string) =>
  (await call('GET', `/subscribers/${id}/preferences`)).body.categories;
const suppressed = async (address: string): Promise<object[]> =>
  (await call('GET', `/suppressions?channel=email&address=${address}`)).body.data;

test('opening a link shows a page and changes nothing', async () => {
  await call('PUT', '/subscribers/ada', { body: {} });
  await call('PUT', '/categories/news', { body: { name: 'Product <news>' } });
  for (const grant of [ada, {}]) {
    const page = await call('GET', await linkFor(grant), { key: null });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('<form method="post">');
    expect(page.text).toContain('Product &lt;news&gt;');
  }
  expect(await wishesOf('ada')).toEqual({});
  expect(await suppressed('bob@example.com')).toEqual([]);
});

test('one click opts a subscriber out of the category by e-mail, and leaves the rest', async () => {
  await call('PUT', '/subscribers/ada', { body: {} });
  const categories = { news: { sms: true }, offers: { email: true } };
  await call('PUT', '/subscribers/ada/preferences', { body: { categories } });
  const link = await linkFor(ada);
  for (let click = 0; click < 2; click += 1) {
    const { status, text } = await call('POST', link, oneClick);
    expect([status, text.includes('You are unsubscribed')]).toEqual([200, true]);
    expect(await wishesOf('ada')).toEqual({ ...categories, news: { sms: true, email: false } });
  }
});

test('a subscriber who had decided nothing is opted out too', async () => {
  await call('PUT', '/subscribers/new', { body: {} });
  const recipient = { kind: 'subscriber', subscriberId: 'new' } as const;
  await call('POST', await linkFor({ recipient }), oneClick);
  expect(await wishesOf('new')).toEqual({ news: { email: false } });
});

test('who is nobody’s subscriber goes on the list, for this category', async () => {
  const recipient = { kind: 'address', address: 'Eve@example.com' } as const;
  const link = await linkFor({ recipient });
  await call('POST', link, oneClick);
  expect((await call('POST', link, { key: null })).status).toBe(200);
  expect(await suppressed('eve@example.com')).toMatchObject([
    { address: 'Eve@example.com', category: 'news', reason: 'unsubscribed', until: null },
  ]);
});

test('the link of a subscriber who is gone does no harm', async () => {
  const recipient = { kind: 'subscriber', subscriberId: 'gone' } as const;
  expect((await call('POST', await linkFor({ recipient }), oneClick)).status).toBe(200);
});

test('a link that is forged, cut or too old is 404, and says nothing', async () => {
  const link = await linkFor({});
  const others = createLinkSealer('another secret', 'unsubscribe').seal('[1]');
  const forged = [
    link.slice(0, -1),
    link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A'),
    `//unsubscribe/${others}`,
    '//unsubscribe/x',
    await linkFor({ lastDay: lastDayFor(Date.now()) - 366 }),
  ];
  for (const path of forged) {
    for (const method of ['GET', 'POST']) {
      const { status, text } = await call(method, path, { key: null });
      expect([status, text.includes('news')]).toEqual([404, false]);
    }
  }
});

test('nothing in the link or the log says whose it is', async () => {
  const link = await linkFor({});
  await call('GET', link, { key: null });
  const token = link.slice(link.lastIndexOf('/') + 1);
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toMatch(/bob|example|news/);
  expect(api().lines.join('\n')).not.toContain(token);
});

test('the page runs nothing, loads nothing and is no one’s frame', async () => {
  const { headers } = await call('GET', await linkFor({}), { key: null });
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-robots-tag')).toBe('noindex');
});

test('only GET and POST are possible', async () => {
  const { status, headers } = await call('DELETE', await linkFor({}), { key: null });
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});
