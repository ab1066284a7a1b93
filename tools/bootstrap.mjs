// What every root command (`npm start`, `npm test`, …) runs. Plain JavaScript, no dependencies, Node 20+.
// 1. installs what pnpm-lock.yaml says with the pinned pnpm; 2. runs the task on the pinned Node 24.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './find-browser.mjs';
import { installOnce } from './install-once.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bin = path.join(root, 'node_modules', '.bin');
const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const env = {
  ...process.env,
  PATH: `${bin}${path.delimiter}${process.env.PATH}`,
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
};

const run = (command, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    const forward = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const s of signals) process.on(s, forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const s of signals) process.off(s, forward);
      resolve(code ?? (signal ? 1 : 0));
    });
  });

const must = async (command, args) => {
  const code = await run(command, args);
  if (code !== 0) process.exit(code);
};

const step = (title) => console.error(`\n\u001b[1m▸ ${title}\u001b[0m`);
const pnpm = (...args) => ['npx', ['-y', packageManager, ...args]];
const quiet = '--disable-warning=ExperimentalWarning';
/** The pinned Node 24 where npm has one for this platform (Linux), else the one that runs this. */
const node = () => {
  const own = path.join(bin, 'node');
  if (existsSync(own)) return own;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  console.error(
    `Carillon runs on Node.js 24, and none came with the packages for ${process.platform}-${process.arch}. ` +
      `This is ${process.version}: install 24 (https://nodejs.org) and try again.`,
  );
  process.exit(1);
};
const script = (file, args = []) => [node(), [quiet, file, ...args]];
/** One that is configured by the environment and, for what that does not set, by .env. */
const configured = (file, args) => {
  const given = existsSync(path.join(root, '.env')) ? ['--env-file=.env'] : [];
  return [node(), [quiet, ...given, file, ...args]];
};
const jest = (args) =>
  must(node(), [
    '--experimental-vm-modules',
    quiet,
    path.join('node_modules', 'jest', 'bin', 'jest.js'),
    ...args,
  ]);

const check = async () => {
  step('format');
  await must(path.join(bin, 'oxfmt'), ['--check']);
  step('lint');
  await must(path.join(bin, 'oxlint'), []);
  step('structure');
  await must(...script('packages/tooling/src/main.ts'));
  step('types');
  await must(...pnpm('exec', 'turbo', 'run', 'typecheck', '--output-logs=errors-only'));
};

const tasks = {
  start: (rest) => must(...configured('apps/standalone/src/main.ts', rest)),
  dev: (rest) => must(...configured('apps/standalone/src/main.ts', ['--watch', ...rest])),
  demo: (rest) => must(...configured('apps/standalone/src/demo.ts', rest)),
  migrate: (rest) => must(...configured('apps/standalone/src/migrate.ts', rest)),
  operator: (rest) => must(...configured('apps/standalone/src/make-operator.ts', rest)),
  'rotate-credentials': (rest) =>
    must(...configured('apps/standalone/src/rotate-credentials.ts', rest)),
  bench: (rest) => must(...script('packages/bench/src/main.ts', rest)),
  'test:browser': (rest) => {
    const browser = findBrowser(process.env);
    if (browser === null) {
      console.error(
        'The browser tests were NOT run: there is no Chromium here. Install one (Debian: apt-get install ' +
          'chromium), or set BROWSER_PATH to one.',
      );
      process.exit(1);
    }
    console.error(`The tests drive ${browser}`);
    env.BROWSER_PATH = browser;
    return jest(['--config', 'jest.browser.config.mjs', ...rest]);
  },
  'test:fuzz': (rest) => must(...script('packages/testing/src/fuzz/main.ts', rest)),
  'test:faults': (rest) => must(...script('packages/testing/src/faults/main.ts', rest)),
  check,
  fix: async () => {
    await must(path.join(bin, 'oxlint'), ['--fix']);
    await must(path.join(bin, 'oxfmt'), []);
  },
  test: async (rest) => {
    if (rest.length > 0) return jest(rest);
    await check();
    step('unit, integration and smoke tests');
    return jest([]);
  },
};

const [task = '', ...rest] = process.argv.slice(2);
if (!(task in tasks)) {
  console.error(`usage: bootstrap.mjs ${Object.keys(tasks).join(' | ')}`);
  process.exit(2);
}
await installOnce(root, async (isFirst) => {
  step(isFirst ? 'installing (once)' : 'installing what has changed');
  await must(...pnpm('install', '--frozen-lockfile', '--prefer-offline', '--loglevel=error'));
});
await tasks[task](rest);
