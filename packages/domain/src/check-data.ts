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

/** `path` is the container's: an unclean key is not repeated in the answer. */
const checkKey = (key: string, path: string): FieldError | null => {
  if (FORBIDDEN_KEYS.has(key)) return problem(`${path}.${key}`, 'This key is not allowed.');
  return isCleanText(key) ? null : problem(path, 'A key has a NUL or a lone surrogate.');
};

/**
 * What is wrong with a value of `data` (API.md, Conventions), or null: at most `MAX_DATA_DEPTH` levels
 * and `MAX_DATA_KEYS` keys, clean text, finite numbers (`1e999` parses as Infinity and would come
 * back as null), no key that reaches a prototype. To be asked of what `JSON.parse` gave, before a
 * schema that drops `__proto__` in silence. `path` is dotted, below `root`. Iterative and linear: a
 * value nested a thousand deep is refused, not recursed into.
 */
export const checkData = (value: unknown, root = 'data'): FieldError | null => {
  const places: Place[] = [{ value, path: root, depth: 1 }];
  let keys = 0;
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value: container, path, depth } = place;
    if (typeof container !== 'object' || container === null) {
      const wrong = checkLeaf(place);
      if (wrong !== null) return wrong;
      continue;
    }
    if (depth > MAX_DATA_DEPTH)
      return problem(root, `At most ${MAX_DATA_DEPTH} levels are allowed.`);
    for (const [key, child] of Object.entries(container)) {
      if (!Array.isArray(container)) {
        keys += 1;
        if (keys > MAX_DATA_KEYS)
          return problem(root, `At most ${MAX_DATA_KEYS} keys are allowed.`);
        const wrong = checkKey(key, path);
        if (wrong !== null) return wrong;
      }
      places.push({ value: child, path: `${path}.${key}`, depth: depth + 1 });
    }
  }
  return null;
};
