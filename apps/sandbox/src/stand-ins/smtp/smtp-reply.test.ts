import { smtpReply } from './smtp-reply.ts';

test.each([
  ['accept', 250, '2.0.0', 'DATA'],
  ['reject_recipient', 550, '5.1.1', 'RCPT'],
  ['reject_message', 554, '5.6.0', 'DATA'],
  ['unauthorized', 535, '5.7.8', 'RCPT'],
  ['transient', 451, '4.3.0', 'DATA'],
  ['rate_limited', 421, '4.7.0', 'DATA'],
] as const)('%s is %i %s at %s', (answer, status, code, stage) => {
  expect(smtpReply({ answer })).toMatchObject({ status, code, stage });
});

test('a decision may have a code and a text of its own', () => {
  const decision = { answer: 'transient', status: 452, code: '4.2.2', body: 'Full' } as const;
  expect(smtpReply(decision)).toMatchObject({ status: 452, code: '4.2.2', text: 'Full' });
});

test.each(['hang', 'accept_then_drop'] as const)('%s has no reply', (answer) => {
  expect(smtpReply({ answer })).toBeNull();
});
