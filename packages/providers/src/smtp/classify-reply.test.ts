import type { Outcome } from '@carillon/domain';
import { classifyReply } from './classify-reply.ts';
import { type Phase, REPLY_RULES } from './reply-rules.ts';

type Row = readonly [phase: Phase, text: string, outcome: Outcome];

/** Refusals of the recipient that may have other reasons: nobody is suppressed for them. */
const UNCLEAR: readonly string[] = ['550 no', '550 5.1.0 address rejected'];

const ROWS: readonly Row[] = [
  ['connect', '421 too busy', 'transient'],
  ['connect', '450 later', 'transient'],
  ['connect', '554 5.7.1 your address is listed', 'config'],
  ['auth', '421 4.3.2 shutting down', 'transient'],
  ['auth', '432 4.7.12 a password transition is needed', 'config'],
  ['auth', '454 4.7.0 temporary authentication failure', 'transient'],
  ['auth', '500 what', 'config'],
  ['auth', '535 5.7.8 bad credentials', 'config'],
  ['mail', '530 5.7.0 authentication required', 'config'],
  ['mail', '534 5.7.9 mechanism too weak', 'config'],
  ['mail', '538 5.7.11 encryption required', 'config'],
  ['data', '535 bad credentials', 'config'],
  ['mail', '421 4.7.0 too many messages', 'rate_limited'],
  ['data', '421 4.7.0 slow down', 'rate_limited'],
  ['data', '421 4.3.0 closing', 'transient'],
  ['data', '421 closing', 'transient'],
  ['rcpt', '450 4.2.1 mailbox busy', 'transient'],
  ['rcpt', '451 4.3.0 local error', 'transient'],
  ['rcpt', '451 4.4.1 no route', 'transient'],
  ['rcpt', '450 4.7.1 greylisted', 'transient'],
  ['rcpt', '451 4.7.0 try again', 'transient'],
  ['rcpt', '450 you are greylisted', 'transient'],
  ['rcpt', '452 4.2.2 mailbox full', 'transient'],
  ['data', '452 insufficient storage', 'transient'],
  ['mail', '503 bad sequence', 'transient'],
  ['data', '503 5.5.1 bad sequence', 'transient'],
  ['rcpt', '552 5.2.2 mailbox full', 'transient'],
  ['rcpt', '550 5.2.2 mailbox full', 'transient'],
  ['data', '554 5.2.2 mailbox full', 'transient'],
  ['rcpt', '552 over quota', 'transient'],
  ['mail', '550 5.1.7 bad sender syntax', 'config'],
  ['mail', '550 5.1.8 bad sender domain', 'config'],
  ['rcpt', '550 5.1.8 sender rejected: domain not found', 'config'],
  ['mail', '550 5.1.0 sender rejected', 'config'],
  ['mail', '553 5.7.1 sender not owned by the user', 'config'],
  ['mail', '550 sender rejected', 'config'],
  ['data', '550 5.7.26 unauthenticated mail', 'config'],
  ['data', '550 5.7.23 SPF failed', 'config'],
  ['data', '550 5.7.8 not authenticated', 'config'],
  ['rcpt', '554 5.7.1 relay access denied', 'config'],
  ['rcpt', '550 5.7.1 blocked by policy', 'permanent_message'],
  ['data', '554 5.7.1 spam', 'permanent_message'],
  ['data', '550 5.7.0 virus', 'permanent_message'],
  ['rcpt', '550 5.1.1 no such user', 'permanent_recipient'],
  ['rcpt', '550-5.1.1 no such user\n550 5.1.1 really', 'permanent_recipient'],
  ['rcpt', '550 5.1.2 no such host', 'permanent_recipient'],
  ['rcpt', '501 5.1.3 bad address', 'permanent_recipient'],
  ['rcpt', '550 5.1.6 has moved', 'permanent_recipient'],
  ['rcpt', '556 5.1.10 null MX', 'permanent_recipient'],
  ['rcpt', '551 user not local', 'permanent_recipient'],
  ['rcpt', '553 mailbox name not allowed', 'permanent_recipient'],
  ['rcpt', '556 takes no mail', 'permanent_recipient'],
  ['rcpt', '550 5.2.1 disabled', 'permanent_recipient'],
  ['data', '554 5.2.1 disabled', 'permanent_recipient'],
  ['rcpt', '550 no', 'permanent_recipient'],
  ['rcpt', '550 5.1.0 address rejected', 'permanent_recipient'],
  ['mail', '552 5.3.4 too big', 'permanent_message'],
  ['data', '552 5.3.4 too big', 'permanent_message'],
  ['data', '554 5.2.3 too big for the mailbox', 'permanent_message'],
  ['data', '552 too big', 'permanent_message'],
  ['data', '554 5.6.0 bad content', 'permanent_message'],
  ['mail', '500 unknown', 'permanent_message'],
  ['mail', '501 syntax', 'permanent_message'],
  ['rcpt', '502 not implemented', 'permanent_message'],
  ['data', '504 parameter', 'permanent_message'],
  ['mail', '555 parameter', 'permanent_message'],
  ['data', '554 transaction failed', 'permanent_message'],
  ['rcpt', '554 no', 'permanent_message'],
  ['data', '250 what?', 'transient'],
  ['data', 'nonsense', 'transient'],
];

test.each(ROWS)('%s: %s is %s', (phase, text, outcome) => {
  const result = classifyReply({ phase, text, attempt: 1 });
  expect(result.outcome).toBe(outcome);
  const suppressed = outcome === 'permanent_recipient' && !UNCLEAR.includes(text);
  expect(result.suppressAddress ?? false).toBe(suppressed);
});

test('every rule of the table is shown by a row', () => {
  const shown = new Set(ROWS.map(([phase, text]) => ruleOf(phase, text)));
  expect(REPLY_RULES.filter((_, index) => !shown.has(index))).toEqual([]);
});

/** Which rule answers: the table again, from its data alone. */
const ruleOf = (phase: Phase, text: string): number => {
  const [, code = '', enhanced = ''] = /^(\d{3})(?:[ -](\d\.\d+\.\d+))?/.exec(text) ?? [];
  return REPLY_RULES.findIndex(
    (rule) =>
      (rule.phases ?? [phase]).includes(phase) &&
      rule.code.test(code) &&
      (rule.enhanced?.test(enhanced) ?? true) &&
      (rule.text?.test(text) ?? true),
  );
};

test.each([
  ['550 5.1.1 no such user', '550 5.1.1'],
  ['550-5.1.1 no\n550 5.1.1 no', '550 5.1.1'],
  ['550 no', '550'],
  ['550 5.1.1234 no', '550'],
  ['nonsense', 'bad_response'],
])('%j has the code %s', (text, code) => {
  expect(classifyReply({ phase: 'rcpt', text, attempt: 1 }).code).toBe(code);
});

test('greylisting is given at least a minute', () => {
  const reply = { phase: 'rcpt', text: '450 4.7.1 greylisted', attempt: 1 } as const;
  expect(classifyReply(reply).retryAfterMs).toBe(60_000);
});

test('a full mailbox gets three more tries over a day, and nobody is suppressed', () => {
  const reply = { phase: 'rcpt', text: '552 5.2.2 full' } as const;
  expect(classifyReply({ ...reply, attempt: 3 })).toMatchObject({
    outcome: 'transient',
    retryAfterMs: 8 * 3_600_000,
  });
  const last = classifyReply({ ...reply, attempt: 4 });
  expect(last).toMatchObject({ outcome: 'permanent_message', retryAfterMs: null });
  expect(last).not.toHaveProperty('suppressAddress');
});

test('only what no rule knows is an unknown code', () => {
  const known = ['450 later', '552 too big', '554 5.7.1 no', '421 4.7.0 no'];
  const isUnknown = (text: string) =>
    classifyReply({ phase: 'data', text, attempt: 1 }).isUnknownCode;
  expect(known.map(isUnknown)).toEqual(known.map(() => undefined));
  expect(['554 5.9.9 no', 'nonsense'].map(isUnknown)).toEqual([true, true]);
});

test('a disabled mailbox is suppressed for thirty days', () => {
  const reply = { phase: 'rcpt', text: '550 5.2.1 disabled', attempt: 1 } as const;
  expect(classifyReply(reply).suppressDays).toBe(30);
});
