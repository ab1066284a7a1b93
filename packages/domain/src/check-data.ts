import { MAX_DATA_DEPTH, MAX_DATA_KEYS } from './bounds.ts';
import type { FieldError } from './errors.ts';
import { isCleanText } from './is-clean-text.ts';

/** Own keys that reach a prototype when an object is merged or walked by path. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A value on the way down. Its path is put together only for a problem, which keeps the walk cheap. */
interface Place {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Place | null;
  readonly depth: number;
}

const pathOf = (place: Place): string =>
  place.parent === null ? String(place.key) : `${pathOf(place.parent)}.${place.key}`;

const problem = (path: string, message: string): FieldError => ({
  path,
  code: 'invalid_data',
  message,
});

const checkLeaf = (place: Place): FieldError | null => {
  const { value } = place;
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value === 'string') {
    return isCleanText(value)
      ? null
      : problem(pathOf(place), 'Text has a NUL or a lone surrogate.');
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : problem(pathOf(place), 'The number is out of range.');
  }
  return problem(pathOf(place), 'Only JSON values are allowed.');
};

/** An unclean key is not repeated in the answer: the path is its container's. */
const checkKeys = (keys: readonly string[], place: Place): FieldError | null => {
  const forbidden = keys.find((key) => FORBIDDEN_KEYS.has(key));
  if (forbidden !== undefined) {
    return problem(`${pathOf(place)}.${forbidden}`, 'This key is not allowed.');
  }
  return keys.every(isCleanText)
    ? null
    : problem(pathOf(place), 'A key has a NUL or a lone surrogate.');
};

/** `Object.entries` of a long list is three times as slow as the list's own iterator (measured). */
const entriesOf = (container: object): Iterable<[string | number, unknown]> =>
  Array.isArray(container) ? container.entries() : Object.entries(container);

/**
 * What is wrong with a value of `data` (API.md, Conventions), or null: at most `MAX_DATA_DEPTH` levels
 * and `MAX_DATA_KEYS` keys, clean text, finite numbers (`1e999` parses as Infinity and would come
 * back as null), no key that reaches a prototype. To be asked of what `JSON.parse` gave, before a
 * schema that drops `__proto__` in silence. `path` is dotted, below `root`. Iterative and linear: a
 * value nested a thousand deep is refused, not recursed into.
 */
export const checkData = (value: unknown, root = 'data'): FieldError | null => {
  const places: Place[] = [{ value, key: root, parent: null, depth: 1 }];
  let keyCount = 0;
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const here = place.value;
    if (typeof here !== 'object' || here === null) {
      const wrong = checkLeaf(place);
      if (wrong !== null) return wrong;
      continue;
    }
    if (place.depth > MAX_DATA_DEPTH) return problem(root, `More than ${MAX_DATA_DEPTH} levels.`);
    if (!Array.isArray(here)) {
      const keys = Object.keys(here);
      keyCount += keys.length;
      if (keyCount > MAX_DATA_KEYS) return problem(root, `More than ${MAX_DATA_KEYS} keys.`);
      const wrong = checkKeys(keys, place);
      if (wrong !== null) return wrong;
    }
    for (const [key, child] of entriesOf(here)) {
      places.push({ value: child, key, parent: place, depth: place.depth + 1 });
    }
  }
  return null;
};
