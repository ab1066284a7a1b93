import { randomBytes } from 'node:crypto';
import { testApi } from './test-api.ts';

const api = testApi();

/** Series of Carillon's own metrics: lines that are no comment. */
const series = async (): Promise<string[]> => {
  const { text } = await api().call('GET', '//metrics', { key: null });
  return text.split('\n').filter((line) => line.startsWith('carillon_'));
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const PREFIXES = [
  '/',
  '//',
  '/notifications/',
  '/templates/',
  '/subscribers/',
  '//docs/',
  '//callbacks/',
];

/** Values that a caller chooses: in paths, queries and headers. */
const hostile = (i: number) => {
  const value = randomBytes(12).toString('hex');
  const path = `${PREFIXES[i % PREFIXES.length]}${value}?${value}=${value}`;
  const headers = { 'user-agent': value, 'x-request-id': value, traceparent: value };
  return { value, method: METHODS[i % METHODS.length] ?? 'GET', path, headers };
};

test('a thousand hostile requests add a bounded number of series, and no value of theirs', async () => {
  const requests = Array.from({ length: 1_000 }, (_, i) => hostile(i));
  const fire = async (some: typeof requests): Promise<void> => {
    for (const { method, path, headers } of some) await api().call(method, path, { headers });
  };
  await Promise.all(
    Array.from({ length: 8 }, (_, i) => fire(requests.filter((_, n) => n % 8 === i))),
  );
  const lines = await series();
  const text = lines.join('\n');
  expect(requests.filter(({ value }) => text.includes(value))).toEqual([]);
  const counted = lines.filter((line) =>
    line.startsWith('carillon_http_request_duration_seconds_count'),
  );
  expect(counted.length).toBeGreaterThan(5);
  expect(counted.length).toBeLessThan(60);
  const total = counted.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  expect(total).toBeGreaterThanOrEqual(1_000);
});
