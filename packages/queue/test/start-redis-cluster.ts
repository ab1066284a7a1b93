import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@carillon/testing';
import { Redis } from 'ioredis';

/** Starts a Redis Cluster of one node that holds all slots: it refuses commands across slots. */
export const startRedisCluster = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'carillon-cluster-'));
  const [port, busPort] = [await freePort(), await freePort()];
  const settings = {
    bind: '127.0.0.1',
    port,
    dir,
    save: '',
    'cluster-enabled': 'yes',
    'cluster-port': busPort,
    // A node that has met no other does not know its address, and clients would find none.
    'cluster-announce-ip': '127.0.0.1',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const ended = once(server, 'close');
  const redis = new Redis(port, '127.0.0.1');
  redis.on('error', () => {});
  const stop = async (): Promise<void> => {
    redis.disconnect();
    server.kill();
    await ended;
    await rm(dir, { recursive: true });
  };
  try {
    await redis.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await eventually(async () => expect(await redis.cluster('INFO')).toContain('cluster_state:ok'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, stop };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
