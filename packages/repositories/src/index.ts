export * from './database.ts';
export * from './migrations/migrate.ts';
export * from './chores/ensure-partitions.ts';
export * from './tenants/api-key-text.ts';
export * from './tenants/seed-api-key.ts';
