import { apiKilled } from './cases/api-killed.ts';
import { redisFrozen } from './cases/redis-frozen.ts';
import { redisLost } from './cases/redis-lost.ts';
import { redisRestarted } from './cases/redis-restarted.ts';
import { rollingRestart } from './cases/rolling-restart.ts';
import { sameSubmits } from './cases/same-submits.ts';
import { workerKilled } from './cases/worker-killed.ts';
import type { Fault } from './fault.ts';

/** Every fault, in the order of RELIABILITY.md, 2. */
export const FAULTS: readonly Fault[] = [
  workerKilled,
  apiKilled,
  redisRestarted,
  redisLost,
  redisFrozen,
  sameSubmits,
  rollingRestart,
];
