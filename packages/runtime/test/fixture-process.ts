// A process as an app's main.ts makes one: started by run-process.test.ts, ended by signals.
import { createLogger, runProcess } from '../src/index.ts';

const log = createLogger({ level: 'info', service: 'fixture', pretty: false });

await runProcess({
  name: 'fixture',
  log,
  graceMs: 10_000,
  start: () => Promise.resolve(setInterval(() => log.debug('alive'), 1_000)),
  stop: async (timer) => {
    await new Promise(setImmediate);
    clearInterval(timer);
  },
});
process.send?.('started');
