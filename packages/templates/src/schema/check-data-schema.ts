import type { ErrorObject } from 'ajv';
import type { FieldError } from '@carillon/domain';
import type { RenderFailure } from '../render/render-result.ts';
import { SchemaBudgetExceeded, type SchemaValidator } from './compile-schema.ts';

/** More than a caller repairs at once. */
const MAX_ERRORS = 20;

/** `/items/0/name` → `data.items.0.name`, with the field that is missing or unknown. */
const pathOf = ({ instancePath, params }: ErrorObject): string => {
  const pointer = instancePath
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const { missingProperty, additionalProperty } = params as Record<string, string | undefined>;
  const own = missingProperty ?? additionalProperty;
  return ['data', ...pointer.slice(1), ...(own === undefined ? [] : [own])].join('.');
};

const toError = (error: ErrorObject): FieldError => ({
  path: pathOf(error),
  code: 'data_schema_mismatch',
  message: `${error.message ?? 'does not match the schema'}.`,
});

const find = (
  validator: SchemaValidator,
  data: unknown,
): readonly ErrorObject[] | null | 'late' => {
  try {
    return validator(data);
  } catch (error) {
    if (error instanceof SchemaBudgetExceeded) return 'late';
    throw error;
  }
};

/** What a schema says against data; null: it matches. */
export const checkDataSchema = (
  validator: SchemaValidator,
  data: unknown,
): RenderFailure | null => {
  const found = find(validator, data);
  if (found === null) return null;
  if (found === 'late') {
    const message = 'The data takes too long to check.';
    return { ok: false, code: 'template_budget_exceeded', message };
  }
  const errors = found.slice(0, MAX_ERRORS).map(toError);
  const [first] = errors;
  const message = `The data does not match the template’s schema: ${first?.path} ${first?.message}`;
  return { ok: false, code: 'data_schema_mismatch', message, errors };
};
