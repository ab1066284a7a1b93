import { emailMagic } from './email-magic.ts';

test.each([
  ['reject+ada@example.com', { answer: 'reject_recipient' }],
  ['content+ada@example.com', { answer: 'reject_message' }],
  ['transient+ada@example.com', { answer: 'transient' }],
  ['transient2+ada@example.com', { answer: 'transient', times: 2 }],
  ['ratelimit+ada@example.com', { answer: 'rate_limited' }],
  ['hang+ada@example.com', { answer: 'hang' }],
  ['drop+ada@example.com', { answer: 'accept_then_drop' }],
  ['slow+ada@example.com', { answer: 'slow' }],
  ['Reject+ada@example.com', { answer: 'reject_recipient' }],
  ['rejected+ada@example.com', null],
  ['ada+reject@example.com', null],
  ['reject@example.com', null],
])('%s is answered with %j', (to, answer) => {
  expect(emailMagic.answerTo(to)).toEqual(answer);
});
