import { charge, Stop, type Run } from './run.ts';
import { text } from './text.ts';

/** `toFixed` takes up to 100, which only makes text longer. */
const MAX_DIGITS = 20;
/** How many characters a search may compare for one that is paid for. */
const COMPARED_AT_ONCE = 32;

const isNothing = (value: unknown): value is null | undefined =>
  value === null || value === undefined;

const refuse = (method: string, wanted: string): Stop =>
  new Stop('template_invalid', `${method} is called on something that is not ${wanted}.`);

/** Applies a method of text; what is not there stays so, and is noted where it is needed. */
const ofText = (
  run: Run,
  [method, value]: readonly [method: string, value: unknown],
  apply: (value: string) => string | boolean,
): string | boolean | undefined => {
  if (isNothing(value)) return undefined;
  if (typeof value !== 'string') throw refuse(method, 'text');
  charge(run, value.length);
  return apply(value);
};

export const toUpperCase = (run: Run, value: unknown): unknown =>
  ofText(run, ['toUpperCase', value], (given) => given.toUpperCase());

export const toLowerCase = (run: Run, value: unknown): unknown =>
  ofText(run, ['toLowerCase', value], (given) => given.toLowerCase());

export const trim = (run: Run, value: unknown): unknown =>
  ofText(run, ['trim', value], (given) => given.trim());

export const startsWith = (run: Run, value: unknown, wanted: unknown): unknown => {
  const start = text(run, wanted);
  return ofText(run, ['startsWith', value], (given) => given.startsWith(start));
};

export const endsWith = (run: Run, value: unknown, wanted: unknown): unknown => {
  const end = text(run, wanted);
  return ofText(run, ['endsWith', value], (given) => given.endsWith(end));
};

const position = (value: unknown): number | undefined => {
  if (isNothing(value)) return undefined;
  if (typeof value !== 'number') throw refuse('slice', 'followed by numbers');
  return value;
};

/** Of a text or a list. */
export const slice = (run: Run, value: unknown, start?: unknown, end?: unknown): unknown => {
  const [from, to] = [position(start), position(end)];
  if (Array.isArray(value)) {
    charge(run, value.length);
    return value.slice(from, to) as unknown[];
  }
  // A cut may tear a pair of surrogates, half of which PostgreSQL refuses.
  return ofText(run, ['slice', value], (given) => given.slice(from, to).toWellFormed());
};

/** Of a text or a list. A search may compare all of what it looks for at each place. */
export const includes = (run: Run, value: unknown, wanted: unknown): unknown => {
  if (isNothing(value)) return false;
  const size = typeof wanted === 'string' ? wanted.length : 1;
  if (Array.isArray(value)) {
    charge(run, value.length * (1 + size / COMPARED_AT_ONCE));
    return value.includes(wanted);
  }
  if (typeof value !== 'string') throw refuse('includes', 'text or a list');
  charge(run, value.length * (1 + size / COMPARED_AT_ONCE));
  return value.includes(text(run, wanted));
};

/** The text of each element, with another between them. */
export const join = (run: Run, value: unknown, separator?: unknown): unknown => {
  if (isNothing(value)) return undefined;
  if (!Array.isArray(value)) throw refuse('join', 'a list');
  const between = separator === undefined ? ',' : text(run, separator);
  charge(run, value.length * (1 + between.length));
  return value.map((element) => text(run, element)).join(between);
};

export const toFixed = (run: Run, value: unknown, digits?: unknown): unknown => {
  if (isNothing(value)) return undefined;
  if (typeof value !== 'number') throw refuse('toFixed', 'a number');
  const wanted = digits ?? 0;
  if (typeof wanted !== 'number' || !(wanted >= 0 && wanted <= MAX_DIGITS)) {
    throw new Stop('template_budget_exceeded', `toFixed takes 0 to ${MAX_DIGITS} digits.`);
  }
  charge(run, MAX_DIGITS);
  return value.toFixed(wanted);
};
