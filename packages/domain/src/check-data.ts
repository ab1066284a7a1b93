import { MAX_DATA_DEPTH, MAX_DATA_KEYS } from './bounds.ts';
import type { FieldError } from './errors.ts';
import { isCleanText } from './is-clean-text.ts';

/** Own keys that reach a prototype when an object is merged or walked by path. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

const problem = (path: string, message: string): FieldError => ({
  path,
  code: 'invalid_data',
  message,
});

const checkLeaf = ({ value, path }: Place): FieldError | null => {
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') {
    return isCleanText(value) ? null : problem(path, 'Text has a NUL or a lone surrogate.');
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : problem(path, 'The number is out of range.');
  }
  return problem(path, 'Only JSON values are allowed.');
};

/** An unclean key is not repeated in the answer: the path is its container's. */
const checkKeys = (keys: readonly string[], path: string): FieldError | null => {
  const forbidden = keys.find((key) => FORBIDDEN_KEYS.has(key));
  if (forbidden !== undefined) return problem(`${path}.${forbidden}`, 'This key is not allowed.');
  return keys.every(isCleanText) ? null : problem(path, 'A key has a NUL or a lone surrogate.');
};

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

/**
 * What is wrong with a value of `data` (API.md, Conventions), or null: at most `MAX_DATA_DEPTH` levels
 * and `MAX_DATA_KEYS` keys, clean text, finite numbers (`1e999` parses as Infinity and would come
 * back as null), no key that reaches a prototype. To be asked of what `JSON.parse` gave, before a
 * schema that drops `__proto__` in silence. `path` is dotted, below `root`. Iterative and linear: a
 * value nested a thousand deep is refused, not recursed into.
 */
export const checkData = (value: unknown, root = 'data'): FieldError | null => {
  const places: Place[] = [{ value, path: root, depth: 1 }];
  let keyCount = 0;
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value: here, path, depth } = place;
    if (!isContainer(here)) {
      const wrong = checkLeaf(place);
      if (wrong !== null) return wrong;
      continue;
    }
    if (depth > MAX_DATA_DEPTH) return problem(root, `More than ${MAX_DATA_DEPTH} levels.`);
    const keys = Array.isArray(here) ? [] : Object.keys(here);
    keyCount += keys.length;
    if (keyCount > MAX_DATA_KEYS) return problem(root, `More than ${MAX_DATA_KEYS} keys.`);
    const wrong = checkKeys(keys, path);
    if (wrong !== null) return wrong;
    for (const [key, child] of Object.entries(here)) {
      places.push({ value: child, path: `${path}.${key}`, depth: depth + 1 });
    }
  }
  return null;
};
