import { generateApiKey } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import type { Reply } from './start-test-api.ts';
import { testApi } from './test-api.ts';

/** Five failures, and nothing comes back while a test runs. */
const api = testApi({ RATE_LIMIT_FAILURES: '0.005:5', METRICS_TOKEN: 'scrape-me-often' });

const list = (key: string | null, origin = api().url): Promise<Reply> =>
  api().call('GET', '/notifications', { key, origin });

/** Tries wrong keys until the address is shut out. */
const flood = (origin = api().url): Promise<void> =>
  eventually(async () => {
    const replies = await Promise.all([
      list(null, origin),
      list('garbage', origin),
      list(generateApiKey(), origin),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([429, 429, 429]);
  }).then(() => {});

test('who tries wrong keys is shut out; a caller whose key is known goes on behind his address', async () => {
  const late = await api().makeKey(['notifications:write']);
  expect((await list(api().key)).status).toBe(200);
  await flood();
  const refused = await list(generateApiKey());
  expect(refused.body).toMatchObject({ status: 429, code: 'rate_limited' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
  expect((await list(api().key)).status).toBe(200);
  // A key that this process does not know yet is a stranger's until the flood is over.
  expect((await list(late)).status).toBe(429);
  expect((await api().call('GET', '//health', { key: null })).status).toBe(200);
  const headers = { authorization: 'Bearer wrong' };
  expect((await api().call('GET', '//metrics', { key: null, headers })).status).toBe(429);
  const right = { authorization: 'Bearer scrape-me-often' };
  const { text } = await api().call('GET', '//metrics', { key: null, headers: right });
  expect(text).toMatch(/^carillon_rate_limited_total\{limit="failures",service="api"\} \d+$/m);
});

test('another process shuts the same address out at its first failure', async () => {
  const other = await api().startAnother();
  await flood();
  expect((await list(null, other)).status).toBe(401);
  await eventually(async () => expect((await list(null, other)).status).toBe(429));
});
