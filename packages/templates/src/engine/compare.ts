import { charge, type Run } from './run.ts';

/** A longer text is no number that anybody wrote; reading it would take long. */
const MAX_NUMERAL_LENGTH = 64;

/** A value as a number: a text that says one counts as it, all else is NaN. */
export const number = (value: unknown): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  const isNumeral = typeof value === 'string' && value.length <= MAX_NUMERAL_LENGTH;
  return isNumeral ? Number(value) : Number.NaN;
};

/** `===`. Texts of equal length are compared to the end, which is paid for. */
export const same = (run: Run, a: unknown, b: unknown): boolean => {
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length !== b.length) return false;
    charge(run, a.length);
  }
  return a === b;
};

export const differs = (run: Run, a: unknown, b: unknown): boolean => !same(run, a, b);

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** `==`: null and undefined are alike, a text is like the number it says; objects only themselves. */
export const alike = (run: Run, a: unknown, b: unknown): boolean => {
  if (a === null || a === undefined) return b === null || b === undefined;
  if (typeof a === typeof b || !isPlain(a) || !isPlain(b)) return same(run, a, b);
  return number(a) === number(b);
};

export const unlike = (run: Run, a: unknown, b: unknown): boolean => !alike(run, a, b);

/** `<`, of two texts by their code units, else of numbers. */
export const less = (run: Run, a: unknown, b: unknown): boolean => {
  if (typeof a !== 'string' || typeof b !== 'string') return number(a) < number(b);
  charge(run, Math.min(a.length, b.length));
  return a < b;
};

export const more = (run: Run, a: unknown, b: unknown): boolean => less(run, b, a);

/** `<=`: not simply the reverse of `more`, for NaN is neither. */
export const lessOrSame = (run: Run, a: unknown, b: unknown): boolean => {
  if (typeof a !== 'string' || typeof b !== 'string') return number(a) <= number(b);
  return !less(run, b, a);
};

export const moreOrSame = (run: Run, a: unknown, b: unknown): boolean => lessOrSame(run, b, a);
