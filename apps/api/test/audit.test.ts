import { DEFAULT_TENANT_ID } from '@carillon/repositories';
import { ROUTES } from '../src/routes.ts';
import { emailRequest } from './requests.ts';
import { testApi } from './test-api.ts';

const api = testApi();

const list = async (query: string, options: object = {}) =>
  (await api().call('GET', `/audit-entries?${query}`, { key: api().adminKey, ...options })).body;

const putTopic = (key: string, options: object = {}) =>
  api().call('PUT', `/topics/${key}`, { body: { name: key }, ...options });

/** Write operations that leave no entry of their own, and why. */
const UNAUDITED: Readonly<Record<string, string>> = {
  'POST /notifications': 'notification_triggered is read from the notification',
  'POST /notifications/batch': 'as above',
  'POST /notifications/preview': 'changes nothing',
  'POST /templates/{key}/preview': 'changes nothing',
  'POST /event-endpoints/{id}/ping': 'changes nothing; the ping is among its deliveries',
  'POST /templates/{key}/test': 'sends a notification, which is an entry',
  'PUT /subscribers/{subscriberId}': 'a recipient is data, not configuration',
  'PUT /subscribers/{subscriberId}/devices/{token}': 'as above',
  'DELETE /subscribers/{subscriberId}/devices/{token}': 'as above',
  'PUT /subscribers/{subscriberId}/preferences': 'as above',
  'PATCH /subscribers/{subscriberId}/inbox/{itemId}': 'as above',
  'POST /subscribers/{subscriberId}/inbox/read-all': 'as above',
  'POST /subscribers/{subscriberId}/tokens': 'signed, not stored',
  'POST /topics/{key}/subscribers': 'who hears a topic is data',
  'DELETE /topics/{key}/subscribers': 'as above',
};

test('every operation that writes is audited, or says here why not', () => {
  const writes = ROUTES.filter(({ method }) => method !== 'GET');
  const silent = writes.filter(({ audits }) => audits !== true);
  expect(silent.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
    Object.keys(UNAUDITED).toSorted(),
  );
});

/** Tables without a trigger that writes entries, and why. */
const UNWATCHED =
  /^(?:notification|delivery|attempt|event|event_delivery)(?:_default|_\d{8})?$|^(?:acceptance_rate|account_outcome|hold_member|batch|broadcast|cap_counter|chore|circuit|collapse_slot|configuration|dead_letter|dead_letter_hour|dedupe_key|digest|digest_member|dispatch|erasure|held_class|idempotency_key|inbox_count|inbox_item|installation|kysely_migration|kysely_migration_lock|metric_counter|preference|receipt|redrive|retention_left|retention_sweep|retired_secret|subscriber|subscriber_device|template_version|topic_member|audit_entry)$/;

test('every table of configuration is watched: a new one has a trigger or is named here', async () => {
  const { rows } = await api().database.pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class c
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE '%_audited')`,
  );
  expect(rows.map(({ name }) => name).filter((name) => !UNWATCHED.test(name))).toEqual([]);
});

test.each([
  ['UPDATE', "UPDATE audit_entry SET actor = 'nobody'"],
  ['DELETE', 'DELETE FROM audit_entry'],
  ['TRUNCATE', 'TRUNCATE audit_entry'],
])('%s of an entry is refused', async (_, statement) => {
  await putTopic('final');
  await expect(api().database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('a change that is rolled back leaves no entry', async () => {
  const client = await api().database.pool.connect();
  await client.query('BEGIN');
  await client.query("INSERT INTO topic (tenant_id, key) VALUES ($1, 'undone')", [
    DEFAULT_TENANT_ID,
  ]);
  await client.query('ROLLBACK');
  client.release();
  expect((await list('entityId=undone')).data).toEqual([]);
});

test('what is changed without a caller was the system', async () => {
  await api().database.pool.query("INSERT INTO topic (tenant_id, key) VALUES ($1, 'by-hand')", [
    DEFAULT_TENANT_ID,
  ]);
  expect((await list('entityId=by-hand')).data).toEqual([
    expect.objectContaining({ actor: 'system' }),
  ]);
});

test('a connection that was used for somebody has forgotten him', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => putTopic(`many-${n}`)));
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      api().database.pool.query("SELECT current_setting('carillon.actor', true) AS actor"),
    ),
  );
  expect(answers.flatMap(({ rows }) => rows.filter(({ actor }) => actor))).toEqual([]);
});

test('tenants see their own entries', async () => {
  const tenantId = await api().makeTenant();
  const key = await api().makeKey(['subscribers:write', 'audit:read'], tenantId);
  await putTopic('ours');
  await putTopic('theirs', { key });
  expect((await list('entityId=ours', { key })).data).toEqual([]);
  expect((await list('entityType=topic', { key })).data).toHaveLength(1);
  expect((await list('entityId=theirs')).data).toEqual([]);
});

test('pages show each once, newest first, while more is done', async () => {
  const tenantId = await api().makeTenant();
  const key = await api().makeKey(
    ['subscribers:write', 'notifications:write', 'audit:read'],
    tenantId,
  );
  for (let n = 0; n < 5; n += 1) {
    await putTopic(`page-${n}`, { key });
    await api().call('POST', '/notifications', {
      key,
      body: emailRequest({ channels: ['system'], to: {} }),
    });
  }
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await list(`limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`, { key });
    seen.push(...page.data.map(({ id }: { id: string }) => id));
    cursor = page.nextCursor;
    if (seen.length === 3) await putTopic('meanwhile', { key });
  }
  expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
});

test('a search narrows by action, actor, entity and time', async () => {
  await putTopic('sought');
  const [entry] = (await list('entityType=topic&entityId=sought')).data;
  const narrow = [`action=${entry.action}`, `actor=${entry.actor}`, `from=${entry.at}`];
  for (const part of narrow) {
    const { data } = await list(`entityId=sought&${part}`);
    expect(data).toEqual([entry]);
  }
  for (const part of ['action=topic_deleted', 'actor=system', `to=${entry.at}`]) {
    expect((await list(`entityId=sought&${part}`)).data).toEqual([]);
  }
  expect((await list('entityId=no-uuid&entityType=notification')).data).toEqual([]);
});

test('an actor that only looks like a key has done nothing', async () => {
  const reply = await api().call('GET', `/audit-entries?actor=api_key:${'-'.repeat(36)}`);
  expect([reply.status, reply.body.data]).toEqual([200, []]);
});

test('without the scope nobody reads it', async () => {
  const key = await api().makeKey(['settings:write']);
  expect((await api().call('GET', '/audit-entries', { key })).status).toBe(403);
});
