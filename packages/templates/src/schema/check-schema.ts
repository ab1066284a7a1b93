import type { TemplateProblem } from '../definition/template-problem.ts';
import { compileSchema } from './compile-schema.ts';
import { SchemaRefusal } from './narrow-schema.ts';

/** What is wrong with a template's own schema: the first thing found. */
export const checkSchema = (schema: unknown): readonly TemplateProblem[] => {
  if (schema === undefined) return [];
  try {
    compileSchema(schema);
    return [];
  } catch (error) {
    if (!(error instanceof SchemaRefusal)) throw error;
    return [{ path: error.path, code: 'template_invalid', message: error.message }];
  }
};
