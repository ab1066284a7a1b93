import { randomUUID } from 'node:crypto';
import {
  addTemplateVersion,
  createTemplate,
  DEFAULT_TENANT_ID as tenantId,
  deleteTemplate,
  fetchPartials,
  findTemplate,
  listTemplates,
  publishTemplate,
  putPartial,
  rememberVersions,
  resolveTemplates,
  type NewVersion,
} from '../src/index.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

const versionOf = (key: string, text: string, of = tenantId): NewVersion => ({
  id: randomUUID(),
  tenantId: of,
  key,
  definition: { channels: { sms: { text } } },
  expanded: { channels: { sms: { text } } },
  rulesVersion: 1,
});
const create = async (key: string, text = 'Hello', of = tenantId): Promise<string> => {
  const version = versionOf(key, text, of);
  expect(await createTemplate(database(), randomUUID(), version)).toMatchObject({ key });
  return version.id;
};
const makeTenant = async (): Promise<string> => {
  const id = randomUUID();
  await database().pool.query('INSERT INTO tenant (id, name) VALUES ($1, $2)', [id, id]);
  return id;
};
/** A database whose statements are counted. */
const counted = () => {
  const queries: unknown[] = [];
  const query = (...args: [string, unknown[]]) => {
    queries.push(args);
    return database().pool.query(...args);
  };
  return { queries, pool: { ...database(), pool: { query } } as never };
};

test('a key is a tenant’s once, however many create it at once', async () => {
  const twins = Array.from({ length: 5 }, () =>
    createTemplate(database(), randomUUID(), versionOf('twins', 'x')),
  );
  const made = (await Promise.all(twins)).filter((template) => template !== null);
  expect(made).toMatchObject([{ key: 'twins', newestVersion: 1, publishedVersion: null }]);
  await create('twins', 'x', await makeTenant());
});

test('versions saved at once get numbers of their own, without a gap', async () => {
  await create('busy');
  const saves = Array.from({ length: 8 }, () =>
    addTemplateVersion(database(), versionOf('busy', 'x')),
  );
  const numbers = (await Promise.all(saves)).map(Number);
  expect(numbers.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a version is found by its number, as the newest, and as the one in use', async () => {
  await create('found', 'one');
  await addTemplateVersion(database(), versionOf('found', 'two'));
  const numberOf = async (wanted: number | 'newest' | 'in_use') =>
    (await findTemplate(database(), { tenantId, key: 'found' }, wanted))?.version?.version;
  expect([await numberOf(1), await numberOf('newest'), await numberOf('in_use')]).toEqual([
    1, 2, 2,
  ]);
  expect(await publishTemplate(database(), { tenantId, key: 'found', version: 1 })).toBe(
    'published',
  );
  expect([await numberOf('in_use'), await numberOf(9)]).toEqual([1, undefined]);
});

test('only a version that is there can be published', async () => {
  await create('unpublished');
  const publish = (key: string, version: number) =>
    publishTemplate(database(), { tenantId, key, version });
  expect(await publish('unpublished', 2)).toBe('no_version');
  expect(await publish('nowhere', 1)).toBe('no_template');
});

test('many references are resolved in their order, each for its tenant', async () => {
  const other = await makeTenant();
  const mine = await create('order', 'mine');
  const theirs = await create('order', 'theirs', other);
  await publishTemplate(database(), { tenantId, key: 'order', version: 1 });
  const queries = [
    { tenantId, key: 'order', version: null },
    { tenantId: other, key: 'order', version: null },
    { tenantId: other, key: 'order', version: 1 },
    { tenantId, key: 'order', version: 2 },
    { tenantId, key: 'nowhere', version: null },
    { tenantId, key: 'order', version: null },
  ];
  expect(await resolveTemplates(database(), queries)).toEqual([
    { kind: 'found', versionId: mine, version: 1 },
    { kind: 'not_published' },
    { kind: 'found', versionId: theirs, version: 1 },
    { kind: 'no_version' },
    { kind: 'no_template' },
    { kind: 'found', versionId: mine, version: 1 },
  ]);
});

test('a deleted template leaves its key free and its versions where they were', async () => {
  const versionId = await create('gone', 'old');
  expect(await deleteTemplate(database(), { tenantId, key: 'gone' })).toBe(true);
  expect(await deleteTemplate(database(), { tenantId, key: 'gone' })).toBe(false);
  expect(await findTemplate(database(), { tenantId, key: 'gone' }, 'newest')).toBeNull();
  await create('gone', 'new');
  const remembered = await rememberVersions(database(), 1_000).fetch([{ tenantId, versionId }]);
  expect(remembered.get(versionId)?.expanded).toEqual({ channels: { sms: { text: 'old' } } });
});

test('versions that are remembered are asked for no more', async () => {
  const keys = [await create('a'), await create('b')].map((versionId) => ({ tenantId, versionId }));
  const { queries, pool } = counted();
  const memory = rememberVersions(pool, 1_000);
  expect((await memory.fetch([...keys, ...keys])).size).toBe(2);
  expect((await memory.fetch(keys)).size).toBe(2);
  expect(queries).toHaveLength(1);
});

test('what does not fit is forgotten, the longest unused first', async () => {
  const [one, two, three] = [await create('x1'), await create('x2'), await create('x3')];
  const { queries, pool } = counted();
  const bytesOfOne = JSON.stringify({ channels: { sms: { text: 'Hello' } } }).length;
  const memory = rememberVersions(pool, 2 * bytesOfOne);
  for (const versionId of [one, two, one, three, one])
    await memory.fetch([{ tenantId, versionId }]);
  expect(queries).toHaveLength(3);
  await memory.fetch([{ tenantId, versionId: two }]);
  expect(queries).toHaveLength(4);
});

test('another tenant’s version is not found by its id', async () => {
  const versionId = await create('own');
  const memory = rememberVersions(database(), 1_000);
  await memory.fetch([{ tenantId, versionId }]);
  expect((await memory.fetch([{ tenantId: await makeTenant(), versionId }])).size).toBe(0);
});

test('templates are listed newest first, page by page', async () => {
  const of = await makeTenant();
  const ids = ['0', '1', '2'].map((n) => `01990000-0000-7000-8000-00000000000${n}`);
  for (const id of ids) await createTemplate(database(), id, versionOf(`t${id}`, 'x', of));
  const page = (before: string | null) =>
    listTemplates(database(), { tenantId: of, before, limit: 2 });
  expect((await page(null)).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  expect((await page(ids[1] ?? '')).map(({ id }) => id)).toEqual([ids[0]]);
});

test('partials are a tenant’s own', async () => {
  const of = await makeTenant();
  await putPartial(database(), { tenantId: of, name: 'footer', source: 'theirs' });
  const names = ['footer', 'nowhere'];
  expect([...(await fetchPartials(database(), { tenantId: of, names }))]).toEqual([
    ['footer', 'theirs'],
  ]);
  expect((await fetchPartials(database(), { tenantId, names })).size).toBe(0);
});
