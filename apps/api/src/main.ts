import { createLogger, readConfigOrExit, runProcess, wantsPretty } from '@carillon/runtime';
import { configSchema } from './config.ts';
import { startApi } from './start-api.ts';

const config = readConfigOrExit(configSchema, process.env);
const log = createLogger({
  level: config.LOG_LEVEL,
  service: 'api',
  pretty: wantsPretty(config.LOG_FORMAT),
});

await runProcess({
  name: 'api',
  log,
  graceMs: config.SHUTDOWN_GRACE,
  start: async () => {
    const running = await startApi(config, log);
    log.info('the api listens', {
      host: config.HOST,
      port: running.port,
      adminPort: running.adminPort,
    });
    process.send?.({ type: 'ready', port: running.port });
    return running;
  },
  stop: (running) => running.close(),
});
