import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres, startRedis } from '@carillon/embedded';
import pg from 'pg';
import type { Closers } from '../processes/open-closers.ts';

/** The servers that both sides of every contest run on. */
export interface Stage {
  readonly dir: string;
  readonly adminUrl: string;
  readonly redisUrl: string;
  /** Tells who waits what takes so long. */
  readonly say: (line: string) => void;
  /** As they name themselves. */
  readonly versions: { readonly postgres: string; readonly redis: string };
}

/**
 * Starts PostgreSQL with fsync and synchronous commit on, and a real redis-server, in a temporary
 * folder that goes away with them.
 * @throws Error where no redis-server is installed: the WebAssembly one would flatter us.
 */
export const openStage = async (closers: Closers, say: (line: string) => void): Promise<Stage> => {
  const dir = mkdtempSync(path.join(tmpdir(), 'carillon-bench-'));
  chmodSync(dir, 0o755); // as root, PostgreSQL runs under another account
  closers.add(async () => rmSync(dir, { recursive: true, force: true }));
  const redis = await startRedis({
    dir: path.join(dir, 'redis'),
    port: 0,
    persistent: true,
    logFile: path.join(dir, 'redis.log'),
    searchPath: process.env['PATH'] ?? '',
  });
  closers.add(() => redis.stop());
  if (redis.kind !== 'native') {
    throw new Error(
      'the benchmarks need a real redis-server or valkey-server on the PATH; ' +
        'on Debian: apt-get install redis-server',
    );
  }
  const postgres = await startPostgres({
    dataDir: path.join(dir, 'postgres'),
    port: 0,
    durable: true,
    logFile: path.join(dir, 'postgres.log'),
  });
  closers.add(() => postgres.stop());
  const client = new pg.Client(postgres.url);
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  return {
    dir,
    adminUrl: postgres.url,
    redisUrl: redis.url,
    say,
    versions: { postgres: rows[0]?.server_version ?? '?', redis: redis.program },
  };
};
