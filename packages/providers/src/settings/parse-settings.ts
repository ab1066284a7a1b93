import type { FieldError } from '@carillon/domain';
import type { ProviderDefinition, Settings, SettingSpec } from '../contract.ts';

/** Longest text a setting may hold: a service account with its key takes about 2.5 KiB. */
const LONGEST = 16_384;

export type ParsedSettings =
  | {
      readonly ok: true;
      readonly settings: Settings;
      /** Names of the settings that were made here, to be answered once. */
      readonly generated: readonly string[];
    }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

const problem = (path: string, code: string, message: string): FieldError => ({
  path,
  code,
  message,
});

const checkNumber = (spec: SettingSpec, value: number): FieldError | null => {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = spec;
  if (Number.isInteger(value) && value >= min && value <= max) return null;
  return problem(spec.name, 'out_of_range', `must be a whole number from ${min} to ${max}`);
};

const checkString = (spec: SettingSpec, value: string): FieldError | null => {
  if (value === '') return problem(spec.name, 'empty', 'must not be empty');
  if (value.length > LONGEST || value.includes('\0') || !value.isWellFormed()) {
    return problem(spec.name, 'invalid_string', `must be text of at most ${LONGEST} characters`);
  }
  if (spec.pattern === undefined || new RegExp(`^(?:${spec.pattern})$`, 'u').test(value)) {
    return null;
  }
  return problem(spec.name, 'invalid_format', `does not have its form: ${spec.description}`);
};

const checkValue = (spec: SettingSpec, value: unknown): FieldError | null => {
  if (typeof value !== spec.type) {
    return problem(spec.name, 'invalid_type', `must be a ${spec.type}`);
  }
  if (typeof value === 'number') return checkNumber(spec, value);
  return typeof value === 'string' ? checkString(spec, value) : null;
};

/**
 * Checks an account's settings against what the provider declares, and fills in defaults. Reports
 * all problems together, each at the setting's name; no message repeats a value.
 */
export const parseSettings = (definition: ProviderDefinition, input: unknown): ParsedSettings => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, errors: [problem('', 'invalid_type', 'must be an object')] };
  }
  const given = new Map<string, unknown>(Object.entries(input));
  const settings: Record<string, string | number | boolean> = {};
  const generated: string[] = [];
  const errors: FieldError[] = [];
  for (const spec of definition.settings) {
    const value = given.get(spec.name) ?? spec.default ?? spec.generate?.();
    if (given.get(spec.name) == null && value !== undefined && value !== spec.default) {
      generated.push(spec.name);
    }
    given.delete(spec.name);
    const wrong = value === undefined ? missing(spec) : checkValue(spec, value);
    if (wrong) errors.push(wrong);
    else if (value !== undefined) settings[spec.name] = value as string | number | boolean;
  }
  for (const name of given.keys()) errors.push(problem(name, 'unknown_setting', 'is not known'));
  if (errors.length === 0) errors.push(...(definition.check?.(settings) ?? []));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, settings, generated };
};

const missing = (spec: SettingSpec): FieldError | null =>
  spec.required ? problem(spec.name, 'required', 'is required') : null;
