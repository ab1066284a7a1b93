// Starts both servers in the folder given, says so over IPC, and waits to be killed or told to end.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startPostgres, startRedis } from '@carillon/embedded';

const dir = process.argv[2] as string;
mkdirSync(dir, { recursive: true });
const log = (name: string) => path.join(dir, `${name}.log`);
const postgres = await startPostgres({
  dataDir: path.join(dir, 'postgres'),
  port: 0,
  durable: false,
  logFile: log('postgres'),
});
const redis = await startRedis({
  dir: path.join(dir, 'redis'),
  port: 0,
  persistent: true,
  logFile: log('redis'),
  searchPath: process.argv[3] as string,
});
process.send?.({ postgres: postgres.pid, redis: redis.pid });
process.once('message', () => process.exit(1));
