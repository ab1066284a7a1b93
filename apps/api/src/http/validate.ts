import { CarillonError, type ErrorCode, type FieldError } from '@carillon/domain';
import type { z } from 'zod';
import { fieldErrorsOf } from './field-errors-of.ts';
import { findUncleanText } from './find-unclean-text.ts';
import type { ParsedJson } from './parse-json.ts';

export type Validated<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

const MOST_ERRORS = 1_000;

/** Field errors that are a code of their own when nothing else is wrong. */
const OWN_CODE: ReadonlySet<string> = new Set<ErrorCode>([
  'scheduled_at_in_past',
  'scheduled_at_too_far',
  'webhook_url_not_allowed',
]);

/** 400 for these fields. */
export const invalidFields = (errors: readonly FieldError[]): CarillonError => {
  const [first] = errors;
  const shared = first !== undefined && errors.every(({ code }) => code === first.code);
  const code = shared && OWN_CODE.has(first.code) ? (first.code as ErrorCode) : 'validation_failed';
  const detail =
    errors.length === 1 && first !== undefined
      ? `${first.path === '' ? 'The request' : first.path}: ${first.message}`
      : `${errors.length} fields are not valid.`;
  return new CarillonError(code, detail, { errors: errors.slice(0, MOST_ERRORS) });
};

/** Reads a value with a schema. Only a value that does not fit is read twice, to tell why. */
export const validate = <S extends z.ZodType>(
  schema: S,
  value: unknown,
  prefix = '',
): Validated<z.output<S>> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issues = schema.safeParse(value, { reportInput: true }).error?.issues ?? [];
  return { ok: false, errors: fieldErrorsOf(issues, prefix) };
};

/** A body that fits its schema, or 400. */
export const validBody = <S extends z.ZodType>(schema: S, json: ParsedJson): z.output<S> => {
  const unclean = json.isSuspect ? findUncleanText(json.value) : [];
  if (unclean.length > 0) throw invalidFields(unclean);
  const validated = validate(schema, json.value);
  if (!validated.ok) throw invalidFields(validated.errors);
  return validated.value;
};
