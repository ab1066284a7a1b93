import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from '@carillon/testing';
import { launchStandalone } from './launch.ts';

const SLOW_MS = 120_000;
const dir = mkdtempSync(path.join(tmpdir(), 'carillon-demo-'));
chmodSync(dir, 0o755); // as root, PostgreSQL runs under another account
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL('../src/demo.ts', import.meta.url));
const demo = (home: string) =>
  run(process.execPath, [PROGRAM], { env: { PATH: process.env['PATH'], CARILLON_HOME: home } });

test(
  'the demo fills a running standalone, twice if asked twice, and says so where none runs',
  async () => {
    const home = path.join(dir, 'home');
    await expect(demo(home)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('npm start') as string,
    });
    const launched = await launchStandalone({ home });
    expect((await demo(home)).stdout).toContain('demo-order-shipped');
    await demo(home);
    const subjects = async (): Promise<string[]> => {
      const response = await fetch(
        `${launched.file.sandboxUrl}/api/messages?channel=email&limit=100`,
      );
      const { data } = (await response.json()) as { data: { to: string; subject: string }[] };
      return data.map(({ to, subject }) => `${to}: ${subject}`);
    };
    await eventually(
      async () => {
        const all = await subjects();
        const count = (line: string) => all.filter((each) => each === line).length;
        expect(count('konrad@example.com: Bestellung 1842 ist unterwegs')).toBe(2);
        expect(count('ada@example.com: New on our shelves')).toBe(2);
        expect(count('ada@example.com: New comments on your reviews')).toBeGreaterThanOrEqual(1);
        expect(all.some((line) => line.startsWith('grace@'))).toBe(false);
      },
      { timeoutMs: 30_000 },
    );
    launched.kill('SIGTERM');
    await launched.ended();
  },
  SLOW_MS,
);
