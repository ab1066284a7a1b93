export { freePort } from './free-port.ts';
export { startPostgres, type PostgresOptions, type PostgresService } from './start-postgres.ts';
export { startRedis, type RedisOptions, type RedisService } from './start-redis.ts';
export type { Service } from './service.ts';
export { stopProcess, type StopStep } from './stop-process.ts';
