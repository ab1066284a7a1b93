import { classifyAnswer } from './classify-answer.ts';
import { STATUS_RULES } from './error-rules.ts';

const now = new Date('2026-01-02T03:04:05.000Z');
const answer = { headers: {}, body: '', retryAfterMs: null };
const classify = (status: number, more: object = {}) =>
  classifyAnswer({ ...answer, status, ...more }, now);

const ROWS = [
  [400, 'permanent_message'],
  [401, 'config'],
  [403, 'config'],
  [404, 'config'],
  [405, 'config'],
  [406, 'permanent_message'],
  [408, 'transient'],
  [413, 'permanent_message'],
  [415, 'permanent_message'],
  [429, 'rate_limited'],
  [500, 'transient'],
  [502, 'transient'],
  [503, 'transient'],
  [504, 'ambiguous'],
  [302, 'config'],
  [418, 'permanent_message'],
  [599, 'ambiguous'],
  [999, 'ambiguous'],
] as const;

test.each(ROWS)('%i is %s', (status, outcome) => {
  expect(classify(status)).toMatchObject({ outcome, code: `http_${status}` });
});

test('every row of the table is tested', () => {
  const tested = new Set<number>(ROWS.map(([status]) => status));
  expect(Object.keys(STATUS_RULES).filter((status) => !tested.has(Number(status)))).toEqual([]);
});

test.each([
  ['personalizations.0.to.0.email', 'permanent_recipient', true],
  ['from.email', 'config', undefined],
  ['content.0.value', 'permanent_message', undefined],
  ['subject', 'permanent_message', undefined],
])('a 400 about %s is %s', (field, outcome, suppressAddress) => {
  const body = JSON.stringify({ errors: [{ message: 'no', field, help: null }] });
  const result = classify(400, { body });
  expect(result).toMatchObject({ outcome, code: `http_400 ${field}` });
  expect(result.suppressAddress).toBe(suppressAddress);
});

test('a rate limit says when it ends', () => {
  const reset = String(now.getTime() / 1_000 + 30);
  expect(classify(429, { headers: { 'x-ratelimit-reset': reset } }).retryAfterMs).toBe(30_000);
  expect(classify(429, { retryAfterMs: 5 }).retryAfterMs).toBe(5);
});

test('acceptance brings the message id', () => {
  const headers = { 'x-message-id': 'abc' };
  expect(classify(202, { headers })).toMatchObject({
    outcome: 'accepted',
    providerMessageId: 'abc',
  });
});
