import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@carillon/testing';
import { processIdentity } from '../src/home/process-identity.ts';
import { readStandaloneFile } from '../src/home/standalone-file.ts';
import { launchInVain, launchStandalone, type Launched } from './launch.ts';

/** Several starts of all processes, on a machine that may be busy. */
const SLOW_MS = 120_000;

const dir = mkdtempSync(path.join(tmpdir(), 'carillon-smoke-'));
chmodSync(dir, 0o755); // as root, PostgreSQL runs under another account
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const NOTIFICATION = {
  to: { email: 'ada@example.com' },
  channels: ['email'],
  content: { title: 'Order shipped', body: 'Your order 42 has shipped.' },
};

const call = async ({ file }: Launched, method: string, url: string, body?: unknown) => {
  const response = await fetch(`${file.apiUrl}/api/v1${url}`, {
    method,
    headers: { authorization: `Bearer ${file.apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const idIn = ({ body }: { body: Record<string, unknown> }): string => String(body['id']);

const mailbox = async ({ file }: Launched, notificationId: string) => {
  const response = await fetch(`${file.sandboxUrl}/api/messages?notificationId=${notificationId}`);
  return ((await response.json()) as { data: Record<string, unknown>[] }).data;
};

const stop = async (launched: Launched): Promise<void> => {
  launched.kill('SIGTERM');
  const code = await launched.ended();
  if (code !== 0) throw new Error(`it ended with ${code}:\n${launched.output()}`);
};

test.each([
  ['the Redis that is there', {}],
  ['no Redis installed', { PATH: '/nonexistent' }],
])(
  'sends an e-mail, keeps it over a restart and stops cleanly, with %s',
  async (name, env) => {
    const home = path.join(dir, name.replaceAll(' ', '-'));
    const first = await launchStandalone({ home, env });
    const accepted = await call(first, 'POST', '/notifications', NOTIFICATION);
    expect(accepted.status).toBe(202);
    const { consoleUrl, bullBoardUser, bullBoardPassword } = first.file;
    const login = Buffer.from(`${bullBoardUser}:${bullBoardPassword}`).toString('base64');
    const page = await fetch(consoleUrl, { headers: { authorization: `Basic ${login}` } });
    expect([page.status, page.url]).toEqual([200, first.file.bullBoardUrl]);
    await eventually(async () =>
      expect(await mailbox(first, idIn(accepted))).toMatchObject([
        { to: 'ada@example.com', subject: 'Order shipped' },
      ]),
    );
    await stop(first);
    expect(existsSync(path.join(home, 'standalone.json'))).toBe(false);

    const second = await launchStandalone({ home, env });
    const found = await call(second, 'GET', `/notifications/${idIn(accepted)}`);
    expect(found).toMatchObject({ status: 200, body: { status: 'sent' } });
    expect(second.file.apiKey).toBe(first.file.apiKey);
    await stop(second);
  },
  SLOW_MS,
);

test(
  'refuses a second start on the same folder, and takes over what a killed one left',
  async () => {
    const home = path.join(dir, 'killed');
    const first = await launchStandalone({ home });
    const refused = await launchInVain({ home });
    expect(refused.code).toBe(1);
    expect(refused.output).toContain('already runs');

    first.kill('SIGKILL');
    await first.ended();
    const { api, sandbox, workers } = first.file.pids;
    for (const pid of [api, sandbox, ...workers]) {
      await eventually(() => expect(processIdentity(pid)).toBeNull());
    }
    const second = await launchStandalone({ home });
    expect((await fetch(`${second.file.apiUrl}/health`)).status).toBe(200);
    await stop(second);
  },
  SLOW_MS,
);

test(
  'a child that is killed is started again under a new pid',
  async () => {
    const home = path.join(dir, 'child');
    const running = await launchStandalone({ home });
    const [worker = 0] = running.file.pids.workers;
    process.kill(worker, 'SIGKILL');
    await eventually(() => expect(readStandaloneFile(home).pids.workers).not.toContain(worker));
    const accepted = await call(running, 'POST', '/notifications', NOTIFICATION);
    await eventually(async () => expect(await mailbox(running, idIn(accepted))).toHaveLength(1));
    await stop(running);
  },
  SLOW_MS,
);

test(
  'a Redis that cannot be reached is named, with its setting',
  async () => {
    const home = path.join(dir, 'no-redis');
    const { code, output } = await launchInVain({
      home,
      env: { REDIS_URL: 'redis://127.0.0.1:1' },
    });
    expect(code).toBe(1);
    expect(output).toContain('The Redis of REDIS_URL cannot be used');
    expect(output).toContain('ECONNREFUSED');
  },
  SLOW_MS,
);
