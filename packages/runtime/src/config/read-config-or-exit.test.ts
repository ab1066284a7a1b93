import { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { port } from './fields.ts';
import { readConfigOrExit } from './read-config-or-exit.ts';

const schema = z.object({ API_PORT: port().default(3000) });

test('what is wrong is written without a stack, and ends the process with 1', () => {
  const written: string[] = [];
  const exits: number[] = [];
  const read = () =>
    readConfigOrExit(
      schema,
      { API_PORT: 'x' },
      {
        host: { exit: (code) => void exits.push(code) },
        write: (text) => void written.push(text),
      },
    );
  expect(read).toThrow(ConfigError); // Where the process lives on, as it does here.
  expect(exits).toEqual([1]);
  expect(written.join('')).toMatch(
    /^The configuration is not valid:\n {2}API_PORT: expected .*\n$/,
  );
});

test('a configuration that fits is answered', () => {
  expect(readConfigOrExit(schema, { API_PORT: '4000' })).toEqual({ API_PORT: 4000 });
});
