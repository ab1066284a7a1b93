import type { z } from 'zod';
import { processHost, type ProcessHost } from '../lifecycle/process-host.ts';
import { ConfigError } from './config-error.ts';
import { readConfig } from './read-config.ts';

export interface ConfigReader {
  readonly host?: Pick<ProcessHost, 'exit'>;
  readonly write?: (text: string) => void;
}

/**
 * `readConfig` for the first line of a process: what is wrong with its environment is for its operator
 * to read, line by line and without a stack, and ends the process with 1.
 */
export const readConfigOrExit = <S extends z.ZodObject>(
  schema: S,
  env: Parameters<typeof readConfig>[1],
  { host = processHost, write = (text) => process.stderr.write(text) }: ConfigReader = {},
): Readonly<z.output<S>> => {
  try {
    return readConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) {
      write(`${error.message}\n`);
      host.exit(1);
    }
    throw error;
  }
};
