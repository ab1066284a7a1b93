import { createLogger, readConfig, runProcess } from '@carillon/runtime';
import { standaloneConfig } from './config.ts';
import { type Standalone, startStandalone } from './start-standalone.ts';
import { banner } from './terminal/banner.ts';
import { createProgress } from './terminal/progress.ts';
import { startProblem } from './terminal/start-problem.ts';
import { watchSources } from './watch-sources.ts';

/** Ours take 28 s at most to drain (`drain-times.ts`), the servers seconds; what hangs is left to its end. */
const GRACE_MS = 45_000;

const out = process.stdout;
const say = (line: string): void => void out.write(`  • ${line}\n`);
const log = createLogger({ level: 'warn', service: 'standalone', pretty: true });

const start = async (): Promise<Standalone> => {
  const config = readConfig(standaloneConfig, process.env);
  out.write('\nCarillon starts\n\n');
  const env = { LOG_LEVEL: 'warn', ...process.env }; // the banner is to stay in sight
  const running = await startStandalone({ config, env, progress: createProgress(out), say });
  out.write(banner(running.file, { home: running.home, colour: out.isTTY }));
  if (process.argv.includes('--watch')) {
    watchSources(() => {
      say('the source has changed: restarting');
      running.restart().catch((error: unknown) => log.error('restart failed', { error }));
    });
  }
  return running;
};

const stop = async (running: Standalone): Promise<void> => {
  out.write('\nCarillon stops: finishing what has begun …\n');
  await running.stop();
  out.write('Stopped. Your data are kept.\n');
};

process.on('SIGHUP', () => process.kill(process.pid, 'SIGTERM')); // the terminal was closed
await runProcess({
  name: 'standalone',
  log,
  graceMs: GRACE_MS,
  start: () =>
    start().catch((error: unknown) => {
      process.stderr.write(startProblem(error));
      process.exit(1);
    }),
  stop,
});
