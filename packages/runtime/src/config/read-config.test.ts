import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { boolean, duration, integer, list, origin, port, url } from './fields.ts';
import { readConfig } from './read-config.ts';

const schema = z.object({
  API_PORT: port().default(3000),
  DATABASE_URL: url('postgres', 'postgresql').meta({ secret: true }),
  WORKERS: integer({ min: 1, max: 8 }).default(1),
  GRACE: duration().prefault('30s'),
  CORS_ORIGINS: list().default([]),
  OPEN: boolean().default(false),
  MODE: z.enum(['fast', 'safe']).default('safe'),
  KEY: z.string().min(8).optional(),
});
const DATABASE_URL = 'postgres://user:geheim@127.0.0.1/carillon';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(schema, env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

test('what is not set gets its default', () => {
  expect(readConfig(schema, { DATABASE_URL })).toEqual({
    API_PORT: 3000,
    DATABASE_URL,
    WORKERS: 1,
    GRACE: 30_000,
    CORS_ORIGINS: [],
    OPEN: false,
    MODE: 'safe',
  });
});

test('text becomes the value that the code works with', () => {
  const env = { DATABASE_URL, API_PORT: '0', GRACE: '500ms', CORS_ORIGINS: 'a, b,', OPEN: '1' };
  expect(readConfig(schema, env)).toMatchObject({
    API_PORT: 0,
    GRACE: 500,
    CORS_ORIGINS: ['a', 'b'],
    OPEN: true,
  });
});

test('an origin has no slash at its end, so that paths can be put behind it', () => {
  const PUBLIC_URL = origin();
  const read = (text: string) =>
    readConfig(z.object({ PUBLIC_URL }), { PUBLIC_URL: text }).PUBLIC_URL;
  expect(read('https://carillon.example/')).toBe('https://carillon.example');
  expect(read('https://example.com/carillon//')).toBe('https://example.com/carillon');
  expect(() => read('ftp://carillon.example')).toThrow(ConfigError);
});

test('a variable that is set but empty counts as not set', () => {
  expect(readConfig(schema, { DATABASE_URL, API_PORT: '' }).API_PORT).toBe(3000);
});

test('all problems are told at once, each with what was expected and what was found', () => {
  expect(
    problemsOf({ API_PORT: '70000', WORKERS: '1.5', GRACE: 'soon', OPEN: 'yes', MODE: 'x' }),
  ).toEqual([
    'API_PORT: expected a port from 0 to 65535, got "70000"',
    'DATABASE_URL: expected a URL (postgres or postgresql), got nothing',
    'WORKERS: expected a whole number from 1 to 8, got "1.5"',
    'GRACE: expected a duration such as 500ms, 30s, 5m, 2h or 7d, got "soon"',
    'OPEN: expected true or false, got "yes"',
    'MODE: expected one of "fast"|"safe", got "x"',
  ]);
});

test('a field without words of its own is explained by zod', () => {
  expect(problemsOf({ DATABASE_URL, KEY: 'short' })).toEqual([
    'KEY: expected string to have >=8 characters, got "short"',
  ]);
});

test('a secret is never shown, not even a wrong one', () => {
  expect(problemsOf({ DATABASE_URL: 'mysql://user:geheim@127.0.0.1' })).toEqual([
    'DATABASE_URL: expected a URL (postgres or postgresql), got ***',
  ]);
});

test('a rule across entries is told in its own words', () => {
  const pair = z
    .object({ MIN: integer().default(0), MAX: integer().default(0) })
    .refine((c) => c.MIN <= c.MAX, { error: 'MIN must not exceed MAX' });
  expect(() => readConfig(pair, { MIN: '2', MAX: '1' })).toThrow('MIN must not exceed MAX');
});

test('the configuration cannot be changed afterwards', () => {
  expect(Object.isFrozen(readConfig(schema, { DATABASE_URL }))).toBe(true);
});
