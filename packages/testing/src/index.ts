export * from './create-test-database.ts';
export * from './eventually.ts';
export * from './faults/cluster/app-process.ts';
export * from './faults/cluster/redis-server.ts';
export * from './fixed-clock.ts';
export * from './restartable-postgres.ts';
export * from './start-test-services.ts';
export * from './test-redis.ts';
