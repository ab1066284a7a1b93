import { z } from 'zod';
import { describeConfig } from './describe-config.ts';
import { duration, list, port, url } from './fields.ts';
import { readConfig } from './read-config.ts';

const schema = z.object({
  API_PORT: port().default(3000).meta({ description: 'Where the api listens.' }),
  DATABASE_URL: url('postgres').meta({ description: 'PostgreSQL.', secret: true }),
  GRACE: duration().meta({ description: 'Said inside.' }).prefault('30s'),
  ORIGINS: list().default(['a', 'b']),
  TOKEN: z.string().default('geheim').meta({ secret: true }),
  MODE: z.enum(['fast', 'safe']).optional(),
});

test('an entry knows its description, default and allowed values through every wrapper', () => {
  const [apiPort, , grace, origins, , mode] = describeConfig(schema);
  expect(apiPort).toEqual({
    name: 'API_PORT',
    description: 'Where the api listens.',
    expected: 'a port from 0 to 65535',
    secret: false,
    required: false,
    default: '3000',
  });
  expect(grace).toMatchObject({ description: 'Said inside.', default: '30s' });
  expect(origins).toMatchObject({ default: 'a,b' });
  expect(mode).toMatchObject({ expected: 'one of fast, safe', required: false, default: null });
});

test('only what has no default and cannot be left out is required', () => {
  const required = describeConfig(schema).filter((entry) => entry.required);
  expect(required.map((entry) => entry.name)).toEqual(['DATABASE_URL']);
});

test('the default of a secret is not told', () => {
  const token = describeConfig(schema).find((entry) => entry.name === 'TOKEN');
  expect(token).toMatchObject({ secret: true, default: null });
});

test('a default that cannot be written in the environment is not made up', () => {
  const limits = z.object({
    LIMITS: z
      .string()
      .transform(() => new Map())
      .default(new Map()),
  });
  expect(describeConfig(limits)[0]?.default).toBeNull();
});

test('a default as it is written reads back as the same value', () => {
  const env: Record<string, string> = { DATABASE_URL: 'postgres://127.0.0.1' };
  const before = readConfig(schema, env);
  for (const { name, default: value } of describeConfig(schema)) if (value) env[name] = value;
  expect(readConfig(schema, env)).toEqual(before);
});
