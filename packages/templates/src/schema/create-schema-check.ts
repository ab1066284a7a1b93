import type { ErrorObject } from 'ajv';
import type { FieldError } from '@carillon/domain';
import { RULES_VERSION } from '../language/limits.ts';
import { createLruCache } from '../render/lru-cache.ts';
import type { RenderFailure, RenderRequest } from '../render/render-result.ts';
import { compileSchema, SchemaBudgetExceeded, type SchemaValidator } from './compile-schema.ts';
import { SchemaRefusal } from './narrow-schema.ts';

/** More than a caller repairs at once. */
const MAX_ERRORS = 20;
const MAX_CACHED_CHARACTERS = 1_024 * 1_024;

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

const failure = (code: RenderFailure['code'], message: string): RenderFailure => ({
  ok: false,
  code,
  message,
});

const validate = (validator: SchemaValidator, data: unknown): RenderFailure | null => {
  const found = validator(data);
  if (found === null) return null;
  const errors = found.slice(0, MAX_ERRORS).map(toError);
  const message = `The data does not match the template’s schema: ${errors[0]?.path ?? 'data'} ${errors[0]?.message ?? ''}`;
  return { ...failure('data_schema_mismatch', message), errors };
};

/** Checks data against its template's schema, each compiled once; null: it matches, or there is none. */
export const createSchemaCheck = ({ maxCached }: { readonly maxCached: number }) => {
  const compiled = createLruCache<SchemaValidator>({
    maxEntries: maxCached,
    maxWeight: MAX_CACHED_CHARACTERS,
  });
  return ({
    cacheKey,
    template: { schema },
    data,
  }: Omit<RenderRequest, 'channel'>): RenderFailure | null => {
    if (schema === undefined) return null;
    try {
      const validator = compiled.take(`${RULES_VERSION} ${cacheKey}`, () => ({
        value: compileSchema(schema),
        weight: JSON.stringify(schema).length,
      }));
      return validate(validator, data);
    } catch (error) {
      if (error instanceof SchemaRefusal) return failure('template_invalid', error.message);
      if (!(error instanceof SchemaBudgetExceeded)) throw error;
      return failure('template_budget_exceeded', 'The data takes too long to check.');
    }
  };
};
