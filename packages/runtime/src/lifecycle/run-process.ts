import type { Logger } from '../logging/logger.ts';
import { countSignals, type StopSignal } from './count-signals.ts';
import { processHost, type ProcessHost } from './process-host.ts';
import { withinDeadline } from './within-deadline.ts';

/** How a running process asks for its own end, as a watchdog does. */
export interface ProcessControl {
  /** Drains and ends; with an exit code other than 0 the supervisor knows it was no wish of its own. */
  stop(reason: string, exitCode?: number): void;
}

export interface ProcessDefinition<Running> {
  /** As in logs: `api`, `worker`, … */
  readonly name: string;
  readonly start: (control: ProcessControl) => Promise<Running>;
  /** Takes no new work and finishes what it has; called once, with what `start` resolved to. */
  readonly stop: (running: Running) => Promise<void>;
  readonly log: Logger;
  /** How long stopping may take; what is not drained by then is left to the next process. */
  readonly graceMs: number;
  readonly host?: ProcessHost;
}

/**
 * Runs a process from start to exit. SIGTERM, SIGINT or a lost parent (IPC channel) stop it once;
 * it ends with 0 when drained in time and with 1 otherwise. A second signal ends it at once, as
 * does a throw that nobody caught: that is a bug, and its state can no longer be trusted.
 * Resolves when started; ends the process with 1 when the start fails.
 */
export const runProcess = async <Running>(
  definition: ProcessDefinition<Running>,
): Promise<void> => {
  const { name, start, stop, log, graceMs, host = processHost } = definition;
  let stopping = false;

  const crash = (reason: string) => (error: unknown) => {
    log.error(`${name} ends: ${reason}`, { error });
    host.exit(1);
  };

  const drain = async (reason: string, exitCode: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const begun = performance.now();
    log.info(`${name} stops`, { reason, graceMs });
    const drained = await withinDeadline(started.then(stop), graceMs);
    const durationMs = Math.round(performance.now() - begun);
    if (drained) log.info(`${name} stopped`, { durationMs });
    else log.error(`${name} was not drained in time`, { durationMs });
    host.exit(drained ? exitCode : 1);
  };
  const beginDrain = (reason: string, exitCode = 0): void => {
    drain(reason, exitCode).catch(crash('stopping failed'));
  };

  const meaningOf = countSignals(() => performance.now());
  const onSignal = (signal: StopSignal) => (): void => {
    const meaning = meaningOf(signal);
    if (meaning === 'stop') beginDrain(signal);
    if (meaning === 'exit') {
      log.warn(`${name} ends at once`, { reason: `second ${signal}` });
      host.exit(1);
    }
  };
  host.on('SIGTERM', onSignal('SIGTERM'));
  host.on('SIGINT', onSignal('SIGINT'));
  host.on('disconnect', () => beginDrain('parent lost'));
  host.on('uncaughtException', crash('uncaught exception'));
  host.on('unhandledRejection', crash('unhandled rejection'));

  const begun = performance.now();
  const started = Promise.resolve({ stop: beginDrain }).then(start);
  try {
    await started;
    log.info(`${name} started`, { durationMs: Math.round(performance.now() - begun) });
  } catch (error) {
    crash('the start failed')(error);
  }
};
