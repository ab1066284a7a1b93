import { DEFAULT_RETRY, maxAttemptsOf, retryPolicyOf } from './retry-policy.ts';

const list = { delaysMs: [5_000, 30_000, 120_000] };
const patient = { maxAttempts: 8, baseMs: 60_000, factor: 2, capMs: 1_800_000 };

test('a request without retry follows its channel', () => {
  expect(retryPolicyOf(undefined, patient)).toEqual(patient);
});

test('without a policy of the channel the default holds', () => {
  expect(retryPolicyOf(undefined)).toEqual(DEFAULT_RETRY);
});

test("each part left out comes from the channel's formula", () => {
  expect(retryPolicyOf({ maxAttempts: 3 }, patient)).toEqual({ ...patient, maxAttempts: 3 });
});

test('each part left out comes from the default when the channel has a list', () => {
  expect(retryPolicyOf({ baseMs: 250, factor: 3, capMs: 9_000 }, list)).toEqual({
    maxAttempts: 5,
    baseMs: 250,
    factor: 3,
    capMs: 9_000,
  });
});

test("a list replaces the channel's policy whole", () => {
  expect(retryPolicyOf(list, patient)).toEqual(list);
});

test('n delays allow n + 1 attempts', () => {
  expect(maxAttemptsOf(list)).toBe(4);
});

test('a formula allows as many attempts as it says', () => {
  expect(maxAttemptsOf(DEFAULT_RETRY)).toBe(5);
});
