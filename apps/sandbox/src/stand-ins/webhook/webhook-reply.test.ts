import { answerOfStatus, webhookReply } from './webhook-reply.ts';

test.each([
  ['accept', 200],
  ['slow', 200],
  ['endless', 200],
  ['reject_recipient', 410],
  ['reject_message', 422],
  ['unauthorized', 401],
  ['transient', 503],
  ['rate_limited', 429],
  ['redirect', 302],
] as const)('%s is %i', (answer, status) => {
  expect(webhookReply({ answer })?.status).toBe(status);
});

test.each(['hang', 'accept_then_drop', 'drip'] as const)('%s has no status', (answer) => {
  expect(webhookReply({ answer })).toBeNull();
});

test('status, headers, body and Retry-After can be chosen', () => {
  const reply = webhookReply({
    answer: 'transient',
    status: 507,
    headers: { 'x-a': 'b' },
    body: { full: true },
    retryAfterSeconds: 3,
  });
  expect(reply).toEqual({
    status: 507,
    headers: { 'content-type': 'application/json', 'retry-after': '3', 'x-a': 'b' },
    body: '{"full":true}',
  });
});

test.each([
  [204, 'accept'],
  [304, 'redirect'],
  [401, 'unauthorized'],
  [404, 'reject_message'],
  [410, 'reject_recipient'],
  [429, 'rate_limited'],
  [500, 'transient'],
])('the status %i is the answer %s', (status, answer) => {
  expect(answerOfStatus(status)).toBe(answer);
});
