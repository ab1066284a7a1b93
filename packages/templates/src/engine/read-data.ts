import { Stop } from './run.ts';

/** Field readers are code of their own, see `language/field-readers.ts`; this is what they need. */
export const { isArray } = Array;
export const { hasOwn, prototype: inherited } = Object;

/** An element of a list. */
export const at = (value: unknown, index: number): unknown =>
  Array.isArray(value) && index < value.length ? (value[index] as unknown) : undefined;

/** Of a text or a list; of an object it is a field like any other. */
export const length = (value: unknown): unknown => {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  const isObject = typeof value === 'object' && value !== null;
  return isObject && Object.hasOwn(value, 'length')
    ? (value as { length: unknown }).length
    : undefined;
};

/** What a loop goes over. Nothing there: no round. */
export const list = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null) return [];
  throw new Stop('template_invalid', 'A loop goes over something that is not a list.');
};
