import { createLogger, readConfig, runProcess } from '@carillon/runtime';
import { standaloneConfig } from './config.ts';
import { startStandalone } from './start-standalone.ts';
import { banner } from './terminal/banner.ts';
import { createProgress } from './terminal/progress.ts';
import { watchSources } from './watch-sources.ts';

/** Longer than all the parts may take to drain one after the other. */
const GRACE_MS = 90_000;

const out = process.stdout;
const say = (line: string): void => void out.write(`  • ${line}\n`);
const log = createLogger({ level: 'warn', service: 'standalone', pretty: true });

await runProcess({
  name: 'standalone',
  log,
  graceMs: GRACE_MS,
  start: async () => {
    const config = readConfig(standaloneConfig, process.env);
    out.write('\nCarillon starts\n\n');
    const env = { LOG_LEVEL: 'warn', ...process.env };
    const running = await startStandalone({ config, env, progress: createProgress(out), say });
    out.write(banner(running.file, { home: running.home, colour: out.isTTY }));
    if (process.argv.includes('--watch')) {
      watchSources(() => {
        say('the source has changed: restarting');
        running.restart().catch((error: unknown) => log.error('restart failed', { error }));
      });
    }
    return running;
  },
  stop: async (running) => {
    out.write('\nCarillon stops: finishing what has begun …\n');
    await running.stop();
    out.write('Stopped. Your data are kept.\n');
  },
});
