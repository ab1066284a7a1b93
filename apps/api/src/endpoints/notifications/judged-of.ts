import { CarillonError } from '@carillon/domain';
import type { Judged } from '../../accept/judged.ts';
import { refusalOf } from '../../accept/refusal-of.ts';

/** What became of the only draft of a request. Throws why it is refused. */
export const judgedOf = ([judged]: readonly Judged[]): Judged & { readonly ok: true } => {
  if (judged === undefined) throw new CarillonError('internal', 'Nothing was planned.');
  if (judged.ok) return judged;
  throw refusalOf(judged.problem);
};
