import { readConfig } from '@carillon/runtime';
import { configSchema } from './config.ts';

const read = (env: Record<string, string>) =>
  readConfig(configSchema, {
    DATABASE_URL: 'postgres://127.0.0.1/carillon',
    REDIS_URL: 'redis://127.0.0.1',
    ...env,
  });

test.each([
  ['BULL_BOARD_PASSWORD', 'operator'],
  ['METRICS_TOKEN', 'secret'],
  ['OPERATORS', 'ada:operator:in the clear'],
  ['CREDENTIALS_KEYS', `k1:${Buffer.alloc(32).toString('base64')}`],
])('a default secret as %s is refused by name, and not shown', (name, value) => {
  expect(() => read({ [name]: value })).toThrow(new RegExp(`${name}: expected .*, got \\*\\*\\*$`));
});

test('what callers may ask is limited unless told otherwise', () => {
  expect(read({})).toMatchObject({
    RATE_LIMIT_REQUESTS: { perSecond: 1_000, burst: 5_000 },
    RATE_LIMIT_NOTIFICATIONS: { perSecond: 20_000, burst: 100_000 },
  });
  expect(() => read({ RATE_LIMIT_REQUESTS: '1000' })).toThrow('RATE_LIMIT_REQUESTS');
  expect(() => read({ RATE_LIMIT_REQUESTS: '0:5' })).toThrow('RATE_LIMIT_REQUESTS');
});
