import { charge, Stop, type Run } from './run.ts';

/** Finding the digits of a number takes longer than copying them. */
const NUMBER_WORK = 8;

/**
 * A value as it is printed, paid for: text, numbers and booleans as they are, nothing for what is not
 * there, a list with commas. An object has no text: printing one is a mistake that would be sent.
 */
export const text = (run: Run, value: unknown): string => {
  if (typeof value === 'string') {
    charge(run, value.length);
    return value;
  }
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') {
    charge(run, NUMBER_WORK);
    return String(value);
  }
  if (!Array.isArray(value)) {
    throw new Stop('template_invalid', 'An object is printed as text; print one of its fields.');
  }
  charge(run, value.length);
  return value.map((element) => text(run, element)).join(',');
};

/** Text put together from pieces, paid for as a whole. */
export const made = (run: Run, whole: string): string => {
  charge(run, whole.length);
  return whole;
};

/** `+`: the sum of two numbers, else the text of both. */
export const add = (run: Run, a: unknown, b: unknown): number | string =>
  typeof a === 'number' && typeof b === 'number' ? a + b : made(run, text(run, a) + text(run, b));
