import { ANSWER_RULES } from './answer-rules.ts';
import { classifyAnswer } from './classify-answer.ts';

const answer = { body: '', retryAfterMs: null };

const ROWS = [
  [200, 'accepted'],
  [202, 'accepted'],
  [204, 'accepted'],
  [299, 'accepted'],
  [301, 'transient'],
  [302, 'transient'],
  [304, 'transient'],
  [307, 'transient'],
  [308, 'transient'],
  [400, 'transient'],
  [401, 'transient'],
  [403, 'transient'],
  [404, 'transient'],
  [405, 'transient'],
  [408, 'transient'],
  [409, 'transient'],
  [410, 'permanent_recipient'],
  [413, 'transient'],
  [415, 'transient'],
  [418, 'transient'],
  [422, 'transient'],
  [425, 'transient'],
  [429, 'rate_limited'],
  [500, 'transient'],
  [501, 'transient'],
  [502, 'transient'],
  [503, 'transient'],
  [504, 'transient'],
  [599, 'transient'],
  [600, 'transient'],
  [999, 'transient'],
] as const;

test.each(ROWS)('%i is %s', (status, outcome) => {
  expect(classifyAnswer({ ...answer, status }, 1).outcome).toBe(outcome);
});

test('every row of the table is tested', () => {
  const tested = new Set<number>(ROWS.map(([status]) => status));
  expect(Object.keys(ANSWER_RULES).filter((status) => !tested.has(Number(status)))).toEqual([]);
});

test.each([400, 405, 413, 415, 422])('%i is believed at the third try', (status) => {
  expect(classifyAnswer({ ...answer, status }, 2).outcome).toBe('transient');
  expect(classifyAnswer({ ...answer, status }, 3).outcome).toBe('permanent_message');
});

test.each([401, 403, 404, 500, 302])('%i is never believed', (status) => {
  expect(classifyAnswer({ ...answer, status }, 25).outcome).toBe('transient');
});

test('only 410 takes the address off', () => {
  const suppressing = ROWS.filter(
    ([status]) => classifyAnswer({ ...answer, status }, 9).suppressAddress,
  );
  expect(suppressing.map(([status]) => status)).toEqual([410]);
});

test('the status is the code', () => {
  expect(classifyAnswer({ ...answer, status: 302 }, 1).code).toBe('http_302');
  expect(classifyAnswer({ ...answer, status: 200 }, 1).code).toBeNull();
});

test('passes on how long to wait', () => {
  const { retryAfterMs } = classifyAnswer({ ...answer, status: 429, retryAfterMs: 120_000 }, 1);
  expect(retryAfterMs).toBe(120_000);
});
