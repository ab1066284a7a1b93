import { type FieldError, isCleanText } from '@carillon/domain';

const MOST_ERRORS = 100;
/** Nothing that validates is nested so deep; the path of what is would be as long as the body. */
const DEEPEST = 50;

interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly depth: number;
}

const uncleanAt = (path: string): FieldError => ({
  path,
  code: 'invalid_text',
  message: 'Text has a NUL or a lone surrogate.',
});

const forbiddenAt = (path: string): FieldError => ({
  path,
  code: 'forbidden_key',
  message: 'A field cannot have this name.',
});

/**
 * Every string and key with a NUL or a lone surrogate, which PostgreSQL would refuse, and every key
 * `__proto__`, which schemas would drop. Iterative.
 */
export const findUncleanText = (root: unknown, rootPath = ''): FieldError[] => {
  const errors: FieldError[] = [];
  const places: Place[] = [{ value: root, path: rootPath, depth: 0 }];
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, path, depth } = place;
    if (typeof value === 'string' && !isCleanText(value)) errors.push(uncleanAt(path));
    if (errors.length >= MOST_ERRORS) break;
    if (typeof value !== 'object' || value === null || depth === DEEPEST) continue;
    for (const [key, child] of Object.entries(value)) {
      const childPath = path === '' ? key : `${path}.${key}`;
      if (!isCleanText(key)) errors.push(uncleanAt(path));
      if (key === '__proto__') errors.push(forbiddenAt(childPath));
      places.push({ value: child, path: childPath, depth: depth + 1 });
    }
  }
  return errors.reverse();
};
