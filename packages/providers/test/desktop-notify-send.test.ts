import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notifySend } from '../src/desktop/notify-send.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carillon-notify-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A command in the place of notify-send. */
const commandOf = async (script: string): Promise<string> => {
  const command = join(folder, 'notify-send');
  await writeFile(command, `#!/bin/sh\n${script}\n`);
  await chmod(command, 0o755);
  return command;
};
const signal = (): AbortSignal => AbortSignal.timeout(10_000);

test('foreign text reaches the command as it is: no shell, no option, no markup', async () => {
  const command = await commandOf('printf "%s\\n" "$@" > "$(dirname "$0")/arguments"');
  const title = '--urgency=critical';
  const body = `$(touch ${folder}/owned) \`id\` "; rm -rf x' <b>&amp;</b>`;
  expect(await notifySend({ title, body }, { signal: signal(), command })).toBe(true);
  const given = (await readFile(join(folder, 'arguments'), 'utf8')).split('\n');
  expect(given.slice(0, 4)).toEqual([
    '--app-name=Carillon',
    '--',
    title,
    `$(touch ${folder}/owned) \`id\` "; rm -rf x' &lt;b&gt;&amp;amp;&lt;/b&gt;`,
  ]);
  await expect(readFile(join(folder, 'owned'))).rejects.toThrow('ENOENT');
});

test.each([
  ['is not there', () => Promise.resolve(join(folder, 'nothing'))],
  ['fails', () => commandOf('exit 1')],
])('a command that %s has shown nothing', async (_name, make) => {
  const command = await make();
  expect(await notifySend({ title: 'a', body: 'b' }, { signal: signal(), command })).toBe(false);
});

test('a command that hangs is ended at the deadline', async () => {
  const command = await commandOf('exec tail -f /dev/null');
  const limits = { signal: AbortSignal.timeout(200), command };
  const started = performance.now();
  expect(await notifySend({ title: 'a', body: 'b' }, limits)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});
