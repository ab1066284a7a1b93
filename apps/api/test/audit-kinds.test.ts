import { randomUUID } from 'node:crypto';
import { auditLogOf } from './audit-log.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const { call, entries, addedBy } = auditLogOf(testApi());

const SECRET = 'SG.a-secret-that-nobody-may-read';
const ACCOUNT = {
  name: 'main',
  provider: 'sendgrid',
  settings: { apiKey: SECRET, from: 'a@b.example' },
};

test('an accepted notification is an entry that nobody had to write', async () => {
  const [entry] = await addedBy('POST', '/notifications', emailRequest({ category: 'news' }));
  expect(entry).toMatchObject({
    action: 'notification_triggered',
    entityType: 'notification',
    entityId: entry?.id,
    before: null,
    after: { category: 'news' },
  });
});

test('an entry says who did what to which, before and after', async () => {
  await call('PUT', '/topics/releases', { name: 'Old' });
  const [entry, ...more] = await addedBy('PUT', '/topics/releases', { name: 'New' });
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    actor: expect.stringMatching(/^api_key:[0-9a-f-]{36}$/),
    action: 'topic_updated',
    entityType: 'topic',
    entityId: 'releases',
    before: { key: 'releases', name: 'Old' },
    after: { key: 'releases', name: 'New' },
  });
});

test('what changes nothing leaves no entry', async () => {
  await call('PUT', '/topics/same', { name: 'Same' });
  expect(await addedBy('PUT', '/topics/same', { name: 'Same' })).toEqual([]);
});

test('the life of a provider account is told, of its secrets only that they changed', async () => {
  const { id } = await call('POST', '/provider-accounts', ACCOUNT);
  const path = `/provider-accounts/${id}`;
  const [changed] = await addedBy('PATCH', path, { settings: { apiKey: `${SECRET}-2` } });
  expect(changed).toMatchObject({ action: 'provider_account_updated', entityId: id });
  expect(changed?.after).toMatchObject({ secretsChanged: true, settings: { from: 'a@b.example' } });
  const [routed] = await addedBy('PUT', '/routes/email', {
    accounts: [{ accountId: id, weight: 1 }],
    strategy: 'failover',
  });
  expect(routed).toMatchObject({ action: 'route_created', entityId: 'email', before: null });
  await call('PUT', '/routes/email', { accounts: [], strategy: 'failover' });
  const [verified] = await addedBy('POST', `${path}/verify`);
  expect(verified).toMatchObject({ action: 'provider_account_verified', after: { ok: false } });
  const [deleted] = await addedBy('DELETE', path);
  expect(deleted).toMatchObject({ action: 'provider_account_deleted', after: null });
  expect(JSON.stringify(await entries())).not.toContain(SECRET);
});

test('the life of a template is told', async () => {
  const parts = { channels: { sms: { text: 'Hello' } } };
  const steps = [
    await addedBy('POST', '/templates', { key: 'hello', ...parts }),
    await addedBy('POST', '/templates/hello/versions', parts),
    await addedBy('POST', '/templates/hello/publish', { version: 2 }),
    await addedBy('DELETE', '/templates/hello'),
  ];
  expect(steps.map((added) => added.map(({ action }) => action))).toEqual([
    ['template_created'],
    ['template_version_created'],
    ['template_published'],
    ['template_deleted'],
  ]);
  expect(steps[2]?.[0]).toMatchObject({
    before: { publishedVersion: null },
    after: { publishedVersion: 2 },
  });
});

test.each([
  ['PUT', '/partials/footer', { source: 'Bye' }, 'partial_created'],
  ['DELETE', '/partials/footer', undefined, 'partial_deleted'],
  ['PUT', '/categories/news', { name: 'News' }, 'category_created'],
  ['PATCH', '/settings', { sms: { maxSegments: 2 } }, 'settings_updated'],
  ['PATCH', '/settings', { sms: { maxSegments: 3 } }, 'settings_updated'],
  ['PUT', '/topics/gone', { name: 'Gone' }, 'topic_created'],
  ['DELETE', '/topics/gone', undefined, 'topic_deleted'],
])('%s %s is one entry', async (method, path, body, action) => {
  const added = await addedBy(method, path, body);
  expect(added.map((entry) => entry.action)).toEqual([action]);
});

test('a suppression shows no address', async () => {
  const address = `somebody-${randomUUID()}@example.com`;
  const body = { channel: 'email', address, reason: 'asked' };
  const added = await addedBy('POST', '/suppressions', body);
  const path = `/suppressions?channel=email&address=${encodeURIComponent(address)}`;
  const removed = await addedBy('DELETE', path);
  expect([...added, ...removed].map(({ action }) => action)).toEqual([
    'suppression_created',
    'suppression_deleted',
  ]);
  expect(added[0]?.after).toMatchObject({ channel: 'email', address: 's***om', reason: 'asked' });
  expect(JSON.stringify(await entries())).not.toContain(address);
});

test('erasing a subscriber is an entry that names no address', async () => {
  await call('PUT', '/subscribers/ada', { email: 'ada-to-erase@example.com' });
  const added = await addedBy('DELETE', '/subscribers/ada');
  expect(added).toEqual([
    expect.objectContaining({ action: 'subscriber_erased', entityId: 'ada', before: null }),
  ]);
  expect(JSON.stringify(await entries())).not.toContain('ada-to-erase');
});

test('the life of a key is told, and never the key', async () => {
  const body = { name: 'ci', scopes: ['notifications:write'] };
  const [made] = await addedBy('POST', '/api-keys', body);
  const path = `/api-keys/${made?.entityId}`;
  const [rotated] = await addedBy('POST', `${path}/rotate`, {});
  const [revoked] = await addedBy('DELETE', path);
  expect([made, rotated, revoked].map((entry) => entry?.action)).toEqual([
    'api_key_created',
    'api_key_rotated',
    'api_key_revoked',
  ]);
  expect(made?.after).toMatchObject(body);
  expect(JSON.stringify([made, rotated, revoked])).not.toMatch(/hash|cln_live/i);
});

test('a redrive by filter is one entry, and so is its end', async () => {
  const body = { filter: { code: 'nothing-of-this-code' }, dryRun: false, ratePerSecond: 10 };
  const [started, ...more] = await addedBy('POST', '/dead-letters/redrive', body);
  expect(more).toEqual([]);
  expect(started).toMatchObject({ action: 'redrive_created', after: { ratePerSecond: 10 } });
});
