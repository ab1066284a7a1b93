import {
  healthReasons,
  serveHealth,
  type HealthReport,
  type HealthServer,
  type Logger,
} from '@carillon/runtime';
import type { WorkerConfig } from '../config.ts';
import { workerReadiness, type WorkerReadinessDeps } from './worker-readiness.ts';

/** Answers probes, and logs whenever the answer changes: a probe comes every few seconds. */
export const openProbes = async (
  { HEALTH_HOST: host, HEALTH_PORT: port }: WorkerConfig,
  probed: WorkerReadinessDeps,
  log: Logger,
): Promise<HealthServer | null> => {
  if (port === undefined) return null;
  let before: HealthReport['status'] = 'ok';
  const onReport = (report: HealthReport): void => {
    if (report.status === before) return;
    before = report.status;
    if (report.status === 'ok') log.info('the worker is ready again');
    else log.warn('the worker is not ready', healthReasons(report));
  };
  return serveHealth({ host, port, check: workerReadiness(probed), onReport });
};
