import { createCarillon, type InboxCounts, type InboxItem } from '@carillon/client';
import { eventually } from '@carillon/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Cluster, type ClusterApi, startCluster } from '../start-cluster.ts';
import { servePages } from './serve-pages.ts';

/** What a page knows, from its stream alone. */
interface PageState {
  readonly items: Record<string, InboxItem>;
  readonly counts: InboxCounts | null;
  /** How many items it was told of. */
  readonly count: number;
}

let cluster: Cluster;
let pages: Awaited<ReturnType<typeof servePages>>;
let browser: Browser;
beforeAll(async () => {
  const executablePath = process.env['BROWSER_PATH'] ?? '';
  [cluster, pages] = await Promise.all([startCluster(), servePages()]);
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  await pages.close();
  await cluster.stop();
});

const startApi = (port = 0): Promise<ClusterApi> =>
  cluster.startApi({ port, env: { CORS_ORIGINS: pages.origin } });

const stateOf = (page: Page): Promise<PageState> => page.evaluate('window.state()');

const mark = async (page: Page, id: string, marks: object): Promise<void> => {
  expect(await page.evaluate(`window.mark('${id}', ${JSON.stringify(marks)})`)).toBe(200);
};

const open = async (api: ClusterApi, subscriberId: string, by: string): Promise<Page> => {
  const carillon = createCarillon({ baseUrl: api.url, apiKey: cluster.key });
  const { token } = await carillon.createInboxToken(subscriberId);
  const page = await (await browser.newContext()).newPage();
  const query = new URLSearchParams({ baseUrl: api.url, subscriberId, token, by });
  await page.goto(`${pages.origin}/?${query.toString()}`);
  await eventually(async () => (await stateOf(page)).counts !== null);
  return page;
};

const call = async (api: ClusterApi, method: string, path: string) => {
  const headers = { authorization: `Bearer ${cluster.key}`, 'content-type': 'application/json' };
  const body = method === 'PUT' ? { body: '{}' } : {};
  const response = await fetch(`${api.url}/api/v1/subscribers${path}`, {
    method,
    headers,
    ...body,
  });
  return (await response.json()) as never;
};

/** The whole inbox as PostgreSQL has it. */
const stored = async (
  api: ClusterApi,
  subscriberId: string,
): Promise<Record<string, InboxItem>> => {
  const items: InboxItem[] = [];
  let cursor = '';
  do {
    const page: { data: InboxItem[]; nextCursor: string | null } = await call(
      api,
      'GET',
      `/${subscriberId}/inbox?limit=100${cursor}`,
    );
    items.push(...page.data);
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  return Object.fromEntries(items.map((item) => [item.id, item]));
};

const untilEqual = async (api: ClusterApi, subscriberId: string, shown: Page[]): Promise<void> => {
  const counts = await call(api, 'GET', `/${subscriberId}/inbox/counts`);
  const items = await stored(api, subscriberId);
  for (const page of shown) {
    await eventually(async () => expect((await stateOf(page)).counts).toEqual(counts), {
      timeoutMs: 20_000,
      everyMs: 50,
    });
    expect((await stateOf(page)).items).toEqual(items);
  }
};

test('two pages stay equal through 500 changes and a restart of the api', async () => {
  let api = await startApi();
  await cluster.startWorker();
  await call(api, 'PUT', '/ada');
  const shown = [await open(api, 'ada', 'client'), await open(api, 'ada', 'EventSource')] as const;
  const carillon = createCarillon({ baseUrl: api.url, apiKey: cluster.key });
  const ids: string[] = [];

  /** A hundred notifications, then 150 marks: half by one page, half by the other. */
  const change = async (): Promise<void> => {
    const content = { body: 'Hello' };
    const to = Array.from({ length: 100 }, () => ({ subscriberId: 'ada' }));
    await carillon.notifyAll(to, { channels: ['in_app'], content });
    await untilCount(ids.length + 100);
    const known = Object.keys((await stateOf(shown[0])).items).filter((id) => !ids.includes(id));
    ids.push(...known);
    for (const [i, id] of known.entries()) {
      await mark(shown[i % 2 === 0 ? 0 : 1], id, { read: true });
      if (i % 2 === 0) await mark(shown[1], id, { archived: true });
    }
  };
  const untilCount = (total: number) =>
    eventually(async () => (await stateOf(shown[0])).counts?.total === total, { everyMs: 50 });

  await change();
  await untilEqual(api, 'ada', [...shown]);
  const { how } = await api.terminate();
  expect(how).toBe('exit code 0');
  api = await startApi(api.port);
  await change();
  await untilEqual(api, 'ada', [...shown]);
  const states = await Promise.all(shown.map(stateOf));
  expect(states[0]?.items).toEqual(states[1]?.items);
  expect(states[0]?.counts).toMatchObject({ unread: 0, total: 200, version: 500 });
}, 120_000);

test('pages outlive an api that is killed, with changes while it is away', async () => {
  const [stays, dies] = await Promise.all([startApi(), startApi()]);
  await call(stays, 'PUT', '/bert');
  const carillon = createCarillon({ baseUrl: stays.url, apiKey: cluster.key });
  const shown = [await open(dies, 'bert', 'client'), await open(dies, 'bert', 'EventSource')];
  const to = Array.from({ length: 30 }, () => ({ subscriberId: 'bert' }));
  const greeting = { channels: ['in_app'], content: { body: 'Hello' } } as const;
  await carillon.notifyAll(to, greeting);
  await dies.kill();
  await carillon.notifyAll(to, greeting);
  await startApi(dies.port);
  const total = async () =>
    ((await call(stays, 'GET', '/bert/inbox/counts')) as InboxCounts).total === 60;
  await eventually(total, { timeoutMs: 20_000 });
  await untilEqual(stays, 'bert', shown);
  expect((await stateOf(shown[0] as Page)).count).toBe(60);
}, 120_000);
