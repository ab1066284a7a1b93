import { Stop } from '../engine/run.ts';
import { Refusal } from '../language/refusal.ts';
import { SchemaRefusal } from '../schema/narrow-schema.ts';
import type { RenderFailure } from './render-result.ts';

/** The failure that names all variables that are missing. */
export const missingFailure = (names: ReadonlySet<string>): RenderFailure => {
  const missing = [...names];
  const message = `The data lacks ${missing.join(', ')}.`;
  const errors = missing.map((name) => ({
    path: `data.${name}`,
    code: 'template_variable_missing',
    message: 'The template needs this variable.',
  }));
  return { ok: false, code: 'template_variable_missing', message, missing, errors };
};

/** What ended a rendering, as its result; an error that is none of ours is a bug, and thrown on. */
export const failureOf = (error: unknown): RenderFailure => {
  if (error instanceof Stop) return { ok: false, code: error.code, message: error.message };
  if (error instanceof Refusal) {
    const code = error.problems[0]?.code ?? 'template_invalid';
    return { ok: false, code, message: error.message };
  }
  if (error instanceof SchemaRefusal) {
    return { ok: false, code: 'template_invalid', message: `${error.path}: ${error.message}` };
  }
  throw error;
};
