import { classifyAnswer } from './classify-answer.ts';
import { ERROR_RULES } from './error-rules.ts';

/** PROVIDER-ERRORS.md, 2, row by row. */
const ROWS: readonly (readonly [outcome: string, ...codes: number[]])[] = [
  ['rate_limited', 20429, 21611, 30001, 63018],
  ['config', 20003, 20005, 20404, 30002, 21408, 21608],
  ['config', 21212, 21603, 21606, 21659, 21660, 21703, 30022, 30023, 30032, 30034],
  ['permanent_recipient', 21211, 21217, 21614, 21265, 21610, 21612],
  ['permanent_recipient', 30004, 30005, 30006, 63003, 63024],
  ['permanent_message', 21602, 21617, 21619, 21620, 30007, 30010, 30036, 63016, 63032, 63049],
  ['transient', 20503, 30003, 30008, 63012, 63021],
  ['ambiguous', 20500],
];
const rows = ROWS.flatMap(([outcome, ...codes]) => codes.map((code) => [code, outcome] as const));
const refused = { status: 400, body: '', retryAfterMs: null };

test.each(rows)('%i is %s', (code, outcome) => {
  expect(classifyAnswer({ ...refused, code })).toMatchObject({ outcome, code: String(code) });
});

test('every row of the table is tested', () => {
  const tested = new Set<number>(rows.map(([code]) => code));
  expect(Object.keys(ERROR_RULES).filter((code) => !tested.has(Number(code)))).toEqual([]);
});

test('no way to a number, which a carrier may open tomorrow, does not suppress it', () => {
  expect(classifyAnswer({ ...refused, code: 21612 }).suppressAddress).toBeUndefined();
  expect(classifyAnswer({ ...refused, code: 21610 }).suppressAddress).toBe(true);
});

test('a code that nobody knows is told apart by its status, and named', () => {
  expect(classifyAnswer({ ...refused, code: 29_999 })).toMatchObject({
    outcome: 'permanent_message',
    code: '29999',
    isUnknownCode: true,
  });
  expect(classifyAnswer({ ...refused, code: 21_610 }).isUnknownCode).toBeUndefined();
  expect(classifyAnswer({ ...refused, status: 500, code: 29_999 }).outcome).toBe('ambiguous');
});
