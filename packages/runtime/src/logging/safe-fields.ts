import type { LogFields } from './logger.ts';
import { plainError } from './plain-error.ts';

/** The last net under "log ids, never payloads": fields of these names are never printed. */
const SECRET =
  /^(authorization|cookie|set-cookie|password|passwd|secret|token|api_?key|auth_?token|private_?key)$/i;

const MAX_DEPTH = 6;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const safeObject = (value: object, depth: number): unknown => {
  if (value instanceof Error) return plainError(value);
  if (depth >= MAX_DEPTH) return '[deeper]';
  if (Array.isArray(value)) return value.map((item: unknown) => safeValue(item, depth + 1));
  if (isPlain(value)) return safeEntries(value, depth + 1);
  return value instanceof Date ? value : Object.prototype.toString.call(value);
};

const safeValue = (value: unknown, depth: number): unknown => {
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'object' && value !== null ? safeObject(value, depth) : value;
};

const safeEntries = (fields: object, depth: number): LogFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET.test(name) && value != null ? '***' : safeValue(value, depth),
    ]),
  );

/** A copy of the fields that can always be printed: errors as data, secrets masked, depth limited. */
export const safeFields = (fields: LogFields): LogFields => safeEntries(fields, 0);
