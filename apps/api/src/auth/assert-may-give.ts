import { CarillonError } from '@carillon/domain';
import { allows } from './scopes.ts';

/** Throws 403 unless who holds `held` has every scope of a key that he makes or gets to see. */
export const assertMayGive = (held: ReadonlySet<string>, given: readonly string[]): void => {
  const lacking = given.filter((scope) => !allows(held, scope));
  if (lacking.length === 0) return;
  const detail = `This key cannot give what it has not: ${lacking.join(', ')}.`;
  throw new CarillonError('insufficient_scope', detail);
};
