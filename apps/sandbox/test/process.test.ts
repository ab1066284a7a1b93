import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { forkSandbox, type Ready } from './fork-sandbox.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'carillon-sandbox-'));
});
afterEach(() => rm(home, { recursive: true }));

const start = async () => {
  const sandbox = await forkSandbox({ CARILLON_HOME: home });
  const [ready] = (await sandbox.ready) as [Ready];
  return { ...sandbox, ready };
};

test('tells its parent the ports it listens on', async () => {
  const { child, ready, exited } = await start();
  expect(ready).toEqual({
    type: 'ready',
    sandboxPort: expect.any(Number) as number,
    smtpPort: expect.any(Number) as number,
  });
  const { statusCode } = await request(`http://127.0.0.1:${ready.sandboxPort}/api/messages`);
  expect(statusCode).toBe(200);
  child.kill('SIGTERM');
  await exited;
});

const callsSeen = async (origin: string): Promise<number> => {
  const { body } = await request(`${origin}/api/requests`);
  return ((await body.json()) as { data: unknown[] }).data.length;
};

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends it with 0, whoever still waits',
  async (signal) => {
    const { child, ready, exited } = await start();
    const origin = `http://127.0.0.1:${ready.sandboxPort}`;
    const idle = connect(ready.smtpPort, '127.0.0.1');
    idle.on('error', () => undefined);
    await once(idle, 'data');
    const body = '[{"provider":"webhook","answer":"hang"}]';
    await request(`${origin}/api/behaviours`, { method: 'PUT', body });
    const hanging = Promise.allSettled([request(`${origin}/hooks/a`)]);
    while ((await callsSeen(origin)) === 0);
    const begun = performance.now();
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(await hanging).toMatchObject([{ status: 'rejected' }]);
  },
);

test('a lost parent ends it', async () => {
  const { child, exited } = await start();
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});

test('a configuration that cannot be is refused with all its problems', async () => {
  const env = { SMTP_PORT: 'mail', SANDBOX_PORT: '65536', API_URL: 'nowhere' };
  const { exited, closed, output } = await forkSandbox(env);
  expect(await exited).toEqual([1, null]);
  await closed;
  expect(output.text).toContain('SMTP_PORT: expected a port from 0 to 65535, got "mail"');
  expect(output.text).toContain('SANDBOX_PORT: expected a port from 0 to 65535, got "65536"');
  expect(output.text).toContain('API_URL: expected a URL (http or https), got "nowhere"');
});

test('a port that is taken ends the start with 1', async () => {
  const first = await start();
  const env = { CARILLON_HOME: home, SMTP_PORT: String(first.ready.smtpPort) };
  const second = await forkSandbox(env);
  expect(await second.exited).toEqual([1, null]);
  await second.closed;
  expect(second.output.text).toContain('EADDRINUSE');
  first.child.kill();
  await first.exited;
});
