import { duration, port } from '@carillon/runtime';
import { z } from 'zod';
import { refusedDefaults } from './refused-defaults.ts';

const messages = (schema: z.ZodObject): string[] =>
  refusedDefaults([{ app: 'api', schema }]).violations.map(({ message }) => message);

test('a default that its own schema refuses is found', () => {
  const pair = z
    .string()
    .regex(/^\w+:\d+$/)
    .transform((text) => text.split(':'));
  expect(messages(z.object({ LIMIT: pair.default(['email', '100']) }))).toEqual([
    'LIMIT does not accept its own default, email,100',
  ]);
});

test('defaults that read back pass', () => {
  const schema = z.object({ PORT: port().default(0), GRACE: duration().default(30_000) });
  expect(messages(schema)).toEqual([]);
});
