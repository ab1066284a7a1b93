import { type FieldError, isCleanText } from '@carillon/domain';

const MOST_ERRORS = 100;

interface Place {
  readonly value: unknown;
  readonly path: string;
}

const uncleanAt = (path: string): FieldError => ({
  path,
  code: 'invalid_text',
  message: 'Text has a NUL or a lone surrogate.',
});

/** Every string and key with a NUL or a lone surrogate, which PostgreSQL would refuse. Iterative. */
export const findUncleanText = (root: unknown, rootPath = ''): FieldError[] => {
  const errors: FieldError[] = [];
  const places: Place[] = [{ value: root, path: rootPath }];
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, path } = place;
    if (typeof value === 'string' && !isCleanText(value)) errors.push(uncleanAt(path));
    if (errors.length >= MOST_ERRORS) break;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      const childPath = path === '' ? key : `${path}.${key}`;
      if (!isCleanText(key)) errors.push(uncleanAt(path));
      places.push({ value: child, path: childPath });
    }
  }
  return errors.reverse();
};
