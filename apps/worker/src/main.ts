import { createLogger, readConfigOrExit, runProcess, wantsPretty } from '@carillon/runtime';
import { configSchema } from './config.ts';
import { startWorker, stopWorker } from './start-worker.ts';

/** Added to the grace that jobs get: closing connections takes a moment too. */
const CLOSING_MS = 5_000;

const config = readConfigOrExit(configSchema, process.env);
const log = createLogger({
  level: config.LOG_LEVEL,
  service: 'worker',
  pretty: wantsPretty(config.LOG_FORMAT),
});

const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const desktop = {
  available: process.platform === 'linux' ? hasDisplay : true,
  terminal: process.stdout,
};

await runProcess({
  name: 'worker',
  log,
  graceMs: config.SHUTDOWN_GRACE + CLOSING_MS,
  start: async (control) => {
    const running = await startWorker(config, log, control, desktop);
    process.send?.({ type: 'ready', healthPort: running.probes?.port });
    return running;
  },
  stop: (running) => stopWorker(running, config.SHUTDOWN_GRACE),
});
