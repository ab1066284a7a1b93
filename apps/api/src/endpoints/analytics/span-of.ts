import { invalidFields } from '../../http/validate.ts';

const DAY_MS = 86_400_000;
/** A quarter, and what time zones add to it. */
const MOST_DAYS = 92;
const USUAL_DAYS = 30;

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** The span that was asked for: 30 days until now where nothing else is said, 92 days at most. */
export const spanOf = (
  asked: { readonly from?: Date | undefined; readonly to?: Date | undefined },
  now: Date,
): Span => {
  const to = asked.to ?? now;
  const from = asked.from ?? new Date(to.getTime() - USUAL_DAYS * DAY_MS);
  const refuse = (message: string) =>
    invalidFields([{ path: 'from', code: 'invalid_value', message }]);
  if (from >= to) throw refuse('It must lie before `to`.');
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY_MS)
    throw refuse(`It may lie at most ${MOST_DAYS} days before \`to\`.`);
  return { from, to };
};
