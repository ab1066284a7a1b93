import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const fixture = fileURLToPath(new URL('fixture-process.ts', import.meta.url));

const startFixture = async () => {
  const child = fork(fixture, { silent: true });
  if (child.stdout === null) throw new Error('the fixture has no standard output');
  const output = text(child.stdout);
  await once(child, 'message');
  return { child, output };
};
const exitCode = async (child: ChildProcess): Promise<unknown> => (await once(child, 'exit'))[0];

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s drains a real process, which ends with 0',
  async (signal) => {
    const { child, output } = await startFixture();
    const code = exitCode(child);
    child.kill(signal);
    expect(await code).toBe(0);
    expect(await output).toContain('"message":"fixture stopped"');
  },
);

test('a process whose parent is lost drains and ends with 0', async () => {
  const { child } = await startFixture();
  const code = exitCode(child);
  child.disconnect();
  expect(await code).toBe(0);
});
