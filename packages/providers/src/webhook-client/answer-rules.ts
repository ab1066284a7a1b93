import type { Outcome } from '@carillon/domain';

/** What a status of an endpoint means. */
export interface AnswerRule {
  readonly outcome: Exclude<Outcome, 'accepted' | 'ambiguous'>;
  readonly hint: string;
  readonly suppressAddress?: true;
  /** After so many attempts a `transient` answer is believed to be final. */
  readonly tries?: number;
}

const refused = (hint: string): AnswerRule => ({ outcome: 'transient', hint, tries: 3 });
const later = (hint: string): AnswerRule => ({ outcome: 'transient', hint });

const MISDEPLOYED = 'The endpoint does not let us in.';
const UNAVAILABLE = 'The endpoint is not available.';

/** PROVIDER-ERRORS.md, 4. Receivers misdeploy: what looks final is tried again. */
export const ANSWER_RULES: Readonly<Record<number, AnswerRule>> = {
  400: refused('The endpoint refused the request.'),
  401: later(MISDEPLOYED),
  403: later(MISDEPLOYED),
  404: later('The endpoint is not there.'),
  405: refused('The endpoint takes no POST.'),
  408: later('The endpoint did not wait for the request.'),
  410: {
    outcome: 'permanent_recipient',
    hint: 'The endpoint wants no more calls.',
    suppressAddress: true,
  },
  413: refused('The request is too big for the endpoint.'),
  415: refused('The endpoint takes no JSON.'),
  422: refused('The endpoint refused the content.'),
  425: later('The endpoint asked to try again later.'),
  429: { outcome: 'rate_limited', hint: 'Too many calls at once.' },
  500: later('The endpoint failed.'),
  502: later(UNAVAILABLE),
  503: later(UNAVAILABLE),
  504: later(UNAVAILABLE),
};

/** What the table does not name, by the first digit of the status. */
export const ANSWER_DEFAULTS: Readonly<Record<number, AnswerRule>> = {
  3: later('The endpoint redirects; redirects are never followed.'),
  4: later('The endpoint refused the call.'),
  5: later('The endpoint failed.'),
};
