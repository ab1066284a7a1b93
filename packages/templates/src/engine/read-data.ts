import { charge, Stop, type Run } from './run.ts';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * A field of a plain object: its own, never one of a prototype, so that neither what every object
 * inherits nor what somebody added to it is within reach. This takes the place of a copy without
 * prototypes, which costs more than most templates do (an object without one is a slow dictionary).
 */
export const get = (value: unknown, name: string): unknown =>
  isObject(value) && !Array.isArray(value) && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** An element of a list. */
export const at = (value: unknown, index: number): unknown =>
  Array.isArray(value) && index < value.length ? (value[index] as unknown) : undefined;

/** Of a text or a list; of an object it is a field like any other. */
export const length = (value: unknown): unknown =>
  typeof value === 'string' || Array.isArray(value) ? value.length : get(value, 'length');

/** What a loop goes over. Nothing there: no round. */
export const list = (run: Run, value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null) return [];
  charge(run, 1);
  throw new Stop('template_invalid', 'A loop goes over something that is not a list.');
};
