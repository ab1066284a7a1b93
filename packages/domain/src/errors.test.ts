import { CarillonError } from './errors.ts';

test('a refusal keeps its code, its fields and its cause apart from its text', () => {
  const cause = new Error('inside');
  const errors = [{ path: 'to.email', code: 'required', message: 'needed' }];
  const error = new CarillonError('validation_failed', 'The request is wrong.', { errors, cause });
  expect(error).toMatchObject({
    name: 'CarillonError',
    code: 'validation_failed',
    message: 'The request is wrong.',
    errors,
    cause,
    retryAfterSeconds: undefined,
  });
});

test('a refusal may say when to come back', () => {
  const error = new CarillonError('rate_limited', 'Too many requests.', { retryAfterSeconds: 2 });
  expect(error.retryAfterSeconds).toBe(2);
});

test('a refusal without a cause has none', () => {
  expect('cause' in new CarillonError('not_found', 'No such thing.')).toBe(false);
});
