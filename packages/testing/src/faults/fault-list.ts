import { apiKilled } from './cases/api-killed.ts';
import { broadcastInterrupted } from './cases/broadcast-interrupted.ts';
import { diskFull } from './cases/disk-full.ts';
import { dispatcherKilled } from './cases/dispatcher-killed.ts';
import { poisonMessage } from './cases/poison-message.ts';
import { postgresRestarted } from './cases/postgres-restarted.ts';
import { providerFailing } from './cases/provider-failing.ts';
import { providerFrozen } from './cases/provider-frozen.ts';
import { providerSlow } from './cases/provider-slow.ts';
import { redisFailedOver } from './cases/redis-failed-over.ts';
import { redisFull } from './cases/redis-full.ts';
import { redisFrozen } from './cases/redis-frozen.ts';
import { redisLost } from './cases/redis-lost.ts';
import { redisRestarted } from './cases/redis-restarted.ts';
import { rollingRestart } from './cases/rolling-restart.ts';
import { sameSubmits } from './cases/same-submits.ts';
import { thunderingHerd } from './cases/thundering-herd.ts';
import { workerParted } from './cases/worker-parted.ts';
import { clockSkewed } from './cases/clock-skewed.ts';
import { lowStarved } from './cases/low-starved.ts';
import { workerKilled } from './cases/worker-killed.ts';
import { zombieWorker } from './cases/zombie-worker.ts';
import type { Fault } from './fault.ts';

/** Every fault: those of RELIABILITY.md, 2 in its order, then those with names of their own. */
export const FAULTS: readonly Fault[] = [
  workerKilled,
  zombieWorker,
  apiKilled,
  dispatcherKilled,
  redisRestarted,
  redisLost,
  redisFrozen,
  redisFull,
  redisFailedOver,
  postgresRestarted,
  diskFull,
  workerParted,
  clockSkewed,
  providerSlow,
  providerFailing,
  poisonMessage,
  sameSubmits,
  thunderingHerd,
  lowStarved,
  rollingRestart,
  broadcastInterrupted,
  providerFrozen,
];
