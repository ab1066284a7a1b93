import type { Outcome } from '@carillon/domain';
import { classifyError, ERROR_RULES } from './classify-error.ts';

type Fields = Readonly<Record<string, unknown>>;

const mailError = (fields: Fields): Error => Object.assign(new Error('x'), fields);

const outcomeOf = (fields: Fields, complete: boolean): Outcome =>
  classifyError(mailError(fields), { complete, attempt: 1 }).outcome;

/** Errors of nodemailer 10.6 as measured, before the message was handed over and after. */
const ROWS: readonly (readonly [fields: Fields, before: Outcome, after: Outcome])[] = [
  [{ code: 'ECONNECTION', command: 'CONN' }, 'transient', 'ambiguous'],
  [{ code: 'ESOCKET', command: 'CONN', originalCode: 'ECONNRESET' }, 'transient', 'ambiguous'],
  [{ code: 'ETIMEDOUT', command: 'CONN' }, 'transient', 'ambiguous'],
  [{ code: 'EABORT' }, 'transient', 'ambiguous'],
  [{ code: 'ESTREAM', command: 'API' }, 'transient', 'ambiguous'],
  [{ code: 'ESOCKET', command: 'CONN', originalCode: 'ECONNREFUSED' }, 'transient', 'ambiguous'],
  [{ code: 'EDNS', command: 'CONN' }, 'transient', 'ambiguous'],
  [
    { code: 'ETLS', command: 'STARTTLS', response: '454 no', responseCode: 454 },
    'transient',
    'ambiguous',
  ],
  [{ code: 'EREQUIRETLS', command: 'MAIL FROM' }, 'transient', 'ambiguous'],
  [{ code: 'EPROXY' }, 'transient', 'ambiguous'],
  [
    { code: 'ECONNECTION', command: 'CONN', response: '421 x', responseCode: 421 },
    'transient',
    'ambiguous',
  ],
  [
    { code: 'EPROTOCOL', command: 'CONN', response: '554 no', responseCode: 554 },
    'config',
    'ambiguous',
  ],
  [{ code: 'ENOBODY_KNOWS' }, 'transient', 'ambiguous'],
  [
    { code: 'EAUTH', command: 'AUTH PLAIN', response: '535 no', responseCode: 535 },
    'config',
    'config',
  ],
  [{ code: 'EAUTH', command: 'API' }, 'config', 'ambiguous'],
  [{ code: 'ENOAUTH' }, 'config', 'ambiguous'],
  [{ code: 'EOAUTH2' }, 'config', 'ambiguous'],
  [{ code: 'ECONFIG' }, 'config', 'ambiguous'],
  [{ code: 'TARGET_NOT_ALLOWED' }, 'config', 'ambiguous'],
  [{ code: 'EENVELOPE', command: 'API' }, 'permanent_message', 'ambiguous'],
  [{ code: 'EMAXRECIPIENTS' }, 'permanent_message', 'ambiguous'],
  [{ code: 'EMESSAGE', command: 'MAIL FROM' }, 'permanent_message', 'ambiguous'],
  [
    { code: 'EMESSAGE', command: 'DATA', response: '421 x', responseCode: 421 },
    'transient',
    'transient',
  ],
  [
    { code: 'EMESSAGE', command: 'DATA', response: '554 5.6.0 x', responseCode: 554 },
    'permanent_message',
    'permanent_message',
  ],
  [
    { code: 'EENVELOPE', command: 'RCPT TO', response: '550 5.1.1 x', responseCode: 550 },
    'permanent_recipient',
    'permanent_recipient',
  ],
];

test.each(ROWS)('%j is %s before the message was handed over, %s after', (fields, ...outcomes) => {
  expect([outcomeOf(fields, false), outcomeOf(fields, true)]).toEqual(outcomes);
});

test('every rule of the table is shown by a row', () => {
  const shown = new Set(ROWS.map(([{ code }]) => code));
  expect(Object.keys(ERROR_RULES).filter((code) => !shown.has(code))).toEqual([]);
});

test('what is thrown need not be an error', () => {
  expect(classifyError(null, { complete: false, attempt: 1 }).outcome).toBe('transient');
});
