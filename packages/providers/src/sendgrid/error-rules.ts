import type { Outcome } from '@carillon/domain';

/** What one refusal means. */
export interface ErrorRule {
  readonly outcome: Exclude<Outcome, 'accepted'>;
  readonly hint: string;
  readonly suppressAddress?: true;
}

/** A refused field of the request (`errors[].field`), by its beginning; the first that fits counts. */
export const FIELD_RULES: readonly (readonly [field: RegExp, rule: ErrorRule])[] = [
  [
    /^personalizations\.\d+\.to\b/,
    { outcome: 'permanent_recipient', hint: 'The address is not valid.', suppressAddress: true },
  ],
  [/^from\b/, { outcome: 'config', hint: 'The sender is not valid.' }],
  [/./, { outcome: 'permanent_message', hint: 'SendGrid refused the content.' }],
];

/** https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/responses */
export const STATUS_RULES: Readonly<Record<number, ErrorRule>> = {
  400: { outcome: 'permanent_message', hint: 'SendGrid refused the request.' },
  401: { outcome: 'config', hint: 'SendGrid refused the API key.' },
  403: { outcome: 'config', hint: 'The API key or the sender may not do this.' },
  404: { outcome: 'config', hint: 'SendGrid is not at this base URL.' },
  405: { outcome: 'config', hint: 'SendGrid is not at this base URL.' },
  406: { outcome: 'permanent_message', hint: 'SendGrid refused the request.' },
  408: { outcome: 'transient', hint: 'SendGrid did not wait for the request.' },
  413: { outcome: 'permanent_message', hint: 'The mail is too big.' },
  415: { outcome: 'permanent_message', hint: 'SendGrid refused the request.' },
  429: { outcome: 'rate_limited', hint: 'Too many calls at once.' },
  500: { outcome: 'transient', hint: 'SendGrid failed.' },
  502: { outcome: 'transient', hint: 'SendGrid is not available.' },
  503: { outcome: 'transient', hint: 'SendGrid is not available.' },
  504: { outcome: 'ambiguous', hint: 'SendGrid did not answer in time.' },
};

/** What a status without a row means, by its first digit. */
export const STATUS_DEFAULTS: Readonly<Record<number, ErrorRule>> = {
  3: { outcome: 'config', hint: 'SendGrid is not at this base URL.' },
  4: { outcome: 'permanent_message', hint: 'SendGrid refused the request.' },
  5: { outcome: 'ambiguous', hint: 'SendGrid failed.' },
};
