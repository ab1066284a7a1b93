import { port, url } from '@carillon/runtime';
import { z } from 'zod';
import { plant } from '../rules/plant.ts';
import { composeFitsConfig } from './compose-fits-config.ts';
import { soundCompose } from './sound-compose.ts';

const good = `
services:
  redis:
    image: redis:7
    command: [redis-server, --maxmemory-policy, noeviction]
    healthcheck: { test: [CMD, redis-cli, ping] }
  migrate:
    build: .
    healthcheck: { disable: true }
  api:
    build: .
    command: [node, apps/api/src/main.ts]
    environment: &environment
      DATABASE_URL: 'postgres://u:\${PASSWORD}@postgres/db'
      API_PORT: 3000
    depends_on:
      migrate: { condition: service_completed_successfully }
      redis: { condition: service_healthy }
`;
const found = (text: string): string[] =>
  plant(soundCompose, { 'apps/api/src/main.ts': '', 'docker-compose.yml': text });

test.each([
  ['redis:7', 'redis:latest', 'redis: redis:latest is not pinned'],
  ['noeviction', 'allkeys-lru', 'redis: may evict waiting jobs'],
  ['healthcheck: { test: [CMD, redis-cli, ping] }', '', 'redis: has no healthcheck'],
  ['apps/api/src/main.ts', 'apps/api/main.ts', 'api: apps/api/main.ts does not exist'],
  ['${PASSWORD}', 'hunter2', 'api: DATABASE_URL is written down'],
  ['API_PORT: 3000', 'API_TOKEN: abc', 'api: API_TOKEN is written down'],
  ['redis: { condition', 'cache: { condition', 'api: depends on cache, which is not there'],
])('with %s replaced by %s it is found: %s', (right, wrong, message) => {
  expect(found(good.replace(right, wrong))).toEqual([expect.stringContaining(message)]);
});

test('a sound compose file passes', () => {
  expect(found(good)).toEqual([]);
});

const schema = z.object({ DATABASE_URL: url('postgres'), API_PORT: port().default(1) });
const misfits = (text: string): string[] =>
  composeFitsConfig(new Map([['docker-compose.yml', text]]), [
    { app: 'api', schema },
  ]).violations.map(({ message }) => message);

test('a variable that the app does not read is found, and one that is not passed on to it', () => {
  expect(misfits(good.replace('DATABASE_URL', 'DB_URL'))).toEqual([
    'api sets DB_URL, which api does not read',
    'api does not pass on DATABASE_URL, which api reads',
  ]);
});

test('an environment that the app reads passes', () => {
  expect(misfits(good)).toEqual([]);
});
