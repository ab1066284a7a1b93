import { existsSync } from 'node:fs';
import path from 'node:path';
import { type RedisService, startRedis } from '@carillon/embedded';
import { askRedis } from '../src/ask-redis.ts';
import { scratchFolder } from './scratch-folder.ts';

const scratch = scratchFolder();

const start = (name: string, searchPath: string): Promise<RedisService> =>
  startRedis({
    dir: path.join(scratch, name),
    port: 0,
    persistent: true,
    logFile: path.join(scratch, `${name}.log`),
    searchPath,
  });
const WASM_ONLY = '';

test('without a program on the path the WASM server answers', async () => {
  const redis = await start('wasm', WASM_ONLY);
  expect(redis.kind).toBe('wasm');
  const { port, password } = new URL(redis.url);
  expect(await askRedis(Number(port), [`AUTH ${password}`, 'PING'])).toBe('+OK\r\n+PONG\r\n');
  await redis.stop();
  expect(await redis.exited).toBe('exit code 0');
});

test.each(['native or wasm', 'wasm'])('nobody gets in without the password (%s)', async (kind) => {
  const redis = await start('locked', kind === 'wasm' ? WASM_ONLY : (process.env['PATH'] ?? ''));
  expect(await askRedis(Number(new URL(redis.url).port), ['PING'])).toMatch(/^-NOAUTH/);
  await redis.stop();
});

test('the password survives a restart', async () => {
  const first = await start('again', WASM_ONLY);
  await first.stop();
  const second = await start('again', WASM_ONLY);
  await second.stop();
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect(existsSync(path.join(scratch, 'again', 'redis.password'))).toBe(true);
});
