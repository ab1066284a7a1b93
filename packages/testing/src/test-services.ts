// The process that owns the servers of a test run: it starts those named in its arguments, says
// where they are, and stops them when its channel closes. So nothing is left behind whichever way
// the run ends, by SIGKILL too.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startPostgres, startRedis, type Service } from '@carillon/embedded';
import type { TestServices } from './start-test-services.ts';
import { throwAwayRoot } from './throw-away-root.ts';

const dir = mkdtempSync(path.join(throwAwayRoot(), 'carillon-tests-'));
chmodSync(dir, 0o755); // as root, PostgreSQL runs under another account
const wanted = new Set(process.argv.slice(2));
const running: Service[] = [];
const closed = new Promise((resolve) => process.once('disconnect', resolve));

const start = async (): Promise<TestServices> => {
  const found: { databaseUrl?: string; redisUrl?: string; redisProgram?: string } = {};
  if (wanted.has('postgres')) {
    const postgres = await startPostgres({
      dataDir: path.join(dir, 'postgres'),
      port: 0,
      durable: false,
      logFile: path.join(dir, 'postgres.log'),
    });
    running.push(postgres);
    found.databaseUrl = postgres.url;
  }
  if (wanted.has('redis')) {
    const redis = await startRedis({
      dir: path.join(dir, 'redis'),
      port: 0,
      persistent: false,
      logFile: path.join(dir, 'redis.log'),
      searchPath: process.env['PATH'] ?? '',
    });
    running.push(redis);
    found.redisUrl = redis.url;
    found.redisProgram = redis.program;
  }
  return found;
};

try {
  process.send?.({ services: await start() });
  await closed;
} catch (error) {
  process.send?.({ problem: error instanceof Error ? error.message : String(error) });
} finally {
  await Promise.allSettled(running.map((service) => service.stop()));
  rmSync(dir, { recursive: true, force: true });
  if (process.connected) process.disconnect();
}
