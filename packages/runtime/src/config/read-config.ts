import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { configMetaOf } from './config-meta.ts';

/** The shape of `process.env`, which only an app's main.ts may read. */
export type Environment = Readonly<Record<string, string | undefined>>;

const shown = (value: string | undefined, secret: boolean): string => {
  if (value === undefined) return 'nothing';
  return secret ? '***' : JSON.stringify(value);
};

/** zod's own wording, "Too small: expected number to be >=1", reduced to what was expected. */
const expectationIn = (message: string): string => {
  const found = /expected (.*?)(?:, received .*)?$/.exec(message);
  return found?.[1] ?? message;
};

/**
 * Reads the configuration once, at the edge of a process, as a value.
 * A variable that is set but empty counts as not set, which is what compose files produce.
 * Throws a ConfigError that names all problems at once, "NAME: expected …, got …", secrets masked.
 */
export const readConfig = <S extends z.ZodObject>(
  schema: S,
  env: Environment,
): Readonly<z.output<S>> => {
  const given: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    if (env[name] !== undefined && env[name] !== '') given[name] = env[name];
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);

  const problems = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? '');
    const entry = schema.shape[name] as z.ZodType | undefined;
    if (entry === undefined) {
      problems.set(issue.message, issue.message); // a rule across entries: its message says it all
      continue;
    }
    const { expected, secret } = configMetaOf(entry);
    const wanted = expected ?? expectationIn(issue.message);
    problems.set(name, `${name}: expected ${wanted}, got ${shown(given[name], secret === true)}`);
  }
  throw new ConfigError([...problems.values()]);
};
