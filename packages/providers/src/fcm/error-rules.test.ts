import { classifyAnswer } from './classify-answer.ts';
import { ERROR_RULES } from './error-rules.ts';

const FCM_TYPE = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';
const BAD_REQUEST = 'type.googleapis.com/google.rpc.BadRequest';
const answer = (status: number, google: string, details: object[] = []) => ({
  status,
  retryAfterMs: null,
  body: JSON.stringify({ error: { code: status, status: google, message: 'no', details } }),
});
const own = (errorCode: string) => [{ '@type': FCM_TYPE, errorCode }];

const ROWS = [
  ['UNREGISTERED', answer(404, 'NOT_FOUND', own('UNREGISTERED')), 'permanent_recipient'],
  [
    'INVALID_TOKEN',
    answer(400, 'INVALID_ARGUMENT', own('INVALID_ARGUMENT')),
    'permanent_recipient',
  ],
  [
    'INVALID_ARGUMENT',
    answer(400, 'INVALID_ARGUMENT', [{ '@type': BAD_REQUEST }]),
    'permanent_message',
  ],
  [
    'SENDER_ID_MISMATCH',
    answer(403, 'PERMISSION_DENIED', own('SENDER_ID_MISMATCH')),
    'permanent_recipient',
  ],
  [
    'THIRD_PARTY_AUTH_ERROR',
    answer(401, 'UNAUTHENTICATED', own('THIRD_PARTY_AUTH_ERROR')),
    'config',
  ],
  ['UNAUTHENTICATED', answer(401, 'UNAUTHENTICATED'), 'config'],
  ['PERMISSION_DENIED', answer(403, 'PERMISSION_DENIED'), 'config'],
  ['NOT_FOUND', answer(404, 'NOT_FOUND'), 'config'],
  ['UNREGISTERED_FID', answer(404, 'NOT_FOUND', own('UNREGISTERED_FID')), 'permanent_recipient'],
  ['APNS_AUTH_ERROR', answer(401, 'UNAUTHENTICATED', own('APNS_AUTH_ERROR')), 'config'],
  [
    'DeviceMessageRateExceeded',
    answer(429, 'RESOURCE_EXHAUSTED', own('DeviceMessageRateExceeded')),
    'rate_limited',
  ],
  ['QUOTA_EXCEEDED', answer(429, 'RESOURCE_EXHAUSTED', own('QUOTA_EXCEEDED')), 'rate_limited'],
  ['RESOURCE_EXHAUSTED', answer(429, 'RESOURCE_EXHAUSTED'), 'rate_limited'],
  ['UNAVAILABLE', answer(503, 'UNAVAILABLE', own('UNAVAILABLE')), 'transient'],
  ['INTERNAL', answer(500, 'INTERNAL', own('INTERNAL')), 'transient'],
] as const;

test.each(ROWS)('%s comes out as its row says', (name, given, outcome) => {
  expect(classifyAnswer(given).outcome).toBe(outcome);
  expect(ERROR_RULES.get(name)?.outcome).toBe(outcome);
});

test('only the limit of one device leaves the other devices alone', () => {
  const alone = ROWS.filter(([, given]) => classifyAnswer(given).isAddressOnly);
  expect(alone.map(([name]) => name)).toEqual(['DeviceMessageRateExceeded']);
});

test('every row of the table is tested', () => {
  expect(ROWS.map(([name]) => name).toSorted()).toEqual([...ERROR_RULES.keys()].toSorted());
});

test('row 32: only a dead or malformed token goes on the list, never one whose payload was wrong', () => {
  const suppressing = ROWS.filter(([, given]) => classifyAnswer(given).suppressAddress);
  expect(suppressing.map(([name]) => name)).toEqual([
    'UNREGISTERED',
    'INVALID_TOKEN',
    'UNREGISTERED_FID',
  ]);
  const both = answer(400, 'INVALID_ARGUMENT', [
    ...own('INVALID_ARGUMENT'),
    { '@type': BAD_REQUEST },
  ]);
  expect(classifyAnswer(both)).toMatchObject({ outcome: 'permanent_message' });
  expect(classifyAnswer(both).suppressAddress).toBeUndefined();
});

test('waits as long as FCM says, else as long as its documentation does', () => {
  expect(classifyAnswer(answer(429, 'RESOURCE_EXHAUSTED')).retryAfterMs).toBe(60_000);
  expect(classifyAnswer(answer(500, 'INTERNAL')).retryAfterMs).toBe(10_000);
  expect(classifyAnswer({ ...answer(503, 'UNAVAILABLE'), retryAfterMs: 7 }).retryAfterMs).toBe(7);
});

test.each([
  [500, 'ambiguous'],
  [503, 'transient'],
  [401, 'config'],
  [429, 'rate_limited'],
  [418, 'permanent_message'],
])('%i without a body of Google’s is %s', (status, outcome) => {
  const result = classifyAnswer({ status, body: '<html>', retryAfterMs: null });
  expect(result).toMatchObject({ outcome, code: `http_${status}` });
});

test('the code is the one of FCM, as text', () => {
  expect(classifyAnswer(answer(404, 'NOT_FOUND', own('UNREGISTERED'))).code).toBe('UNREGISTERED');
});

test.each(['constructor', '__proto__', 'no such\ncode', 'x'.repeat(100)])(
  'a foreign code %j is judged by the status',
  (code) => {
    const result = classifyAnswer(answer(503, code));
    expect(result).toMatchObject({ outcome: 'transient', message: expect.any(String) });
    expect(result.code).toMatch(/^[\w]{1,64}$/);
  },
);
