import { serveHealth, type HealthReport, type HealthServer } from '../src/index.ts';

const well: HealthReport = { status: 'ok', checks: { redis: { status: 'ok', detail: null } } };
const ill: HealthReport = {
  status: 'down',
  checks: { redis: { status: 'failed', detail: 'connect ECONNREFUSED 10.0.0.7:6379' } },
};

let report = well;
const reports: HealthReport[] = [];
let server: HealthServer;
beforeAll(async () => {
  server = await serveHealth({
    host: '127.0.0.1',
    port: 0,
    check: () => Promise.resolve(report),
    onReport: (told) => void reports.push(told),
  });
});
afterAll(() => server.close());

const ask = async (path: string, method = 'GET') => {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
  return { status: response.status, text: await response.text() };
};

test('a process that is well is ready', async () => {
  report = well;
  const { status, text } = await ask('/readyz');
  expect([status, JSON.parse(text)]).toEqual([
    200,
    { status: 'ok', checks: { redis: { status: 'ok' } } },
  ]);
});

test('one that is down is not, and says which check failed, but not to everybody why', async () => {
  report = ill;
  const { status, text } = await ask('/readyz');
  expect([status, JSON.parse(text).checks]).toEqual([503, { redis: { status: 'failed' } }]);
  expect(text).not.toContain('10.0.0.7');
  expect(reports.at(-1)).toBe(ill);
});

test('it lives for as long as its event loop turns, whatever it lacks', async () => {
  report = ill;
  expect(await ask('/health')).toEqual({ status: 200, text: '{"status":"ok"}' });
});

test('there is nothing else, and nothing to change', async () => {
  expect((await ask('/metrics')).status).toBe(404);
  expect((await ask('/readyz', 'POST')).status).toBe(405);
});
