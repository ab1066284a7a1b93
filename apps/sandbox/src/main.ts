import {
  createLogger,
  readConfigOrExit,
  runProcess,
  systemClock,
  wantsPretty,
} from '@carillon/runtime';
import { sandboxConfig } from './config.ts';
import { startSandbox } from './start-sandbox.ts';

/** There is nothing to drain: what was answered is on the disk, what was not the client repeats. */
const GRACE_MS = 2000;

const config = readConfigOrExit(sandboxConfig, process.env);
const clock = systemClock();
const pretty = wantsPretty(config.LOG_FORMAT);
const log = createLogger({ level: config.LOG_LEVEL, service: 'sandbox', pretty });

await runProcess({
  name: 'sandbox',
  log,
  graceMs: GRACE_MS,
  start: async () => {
    const sandbox = await startSandbox({ config, now: () => clock.now(), log });
    const { sandboxPort, smtpPort } = sandbox;
    if (process.send) process.send({ type: 'ready', sandboxPort, smtpPort });
    else log.info(`listening on http://${config.HOST}:${sandboxPort}`, { smtpPort });
    return sandbox;
  },
  stop: (sandbox) => sandbox.close(),
});
