import { CarillonError } from '@carillon/domain';

/** Deeper than any body that validates, shallower than any stack. */
const DEEPEST = 100;

/** JSON with the keys of every object sorted, so that equal values give equal text. */
export const canonicalJson = (value: unknown, depth = 0): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > DEEPEST) throw new CarillonError('validation_failed', 'The body is nested too deep.');
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item, depth + 1)).join()}]`;
  }
  const entries = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child, depth + 1)}`);
  return `{${entries.join()}}`;
};
