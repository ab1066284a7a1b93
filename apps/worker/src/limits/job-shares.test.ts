import { createJobShares } from './job-shares.ts';

const enterTimes = (shares: ReturnType<typeof createJobShares>, tenant: string, times: number) =>
  Array.from({ length: times }, () => shares.enter('email', tenant, 0)).filter((l) => l !== null);

test('a tenant alone may have every job', () => {
  expect(enterTimes(createJobShares(10), 'a', 10)).toHaveLength(10);
});

test('beside another it may have half of them', () => {
  const shares = createJobShares(10);
  shares.enter('email', 'b', 0);
  expect(enterTimes(shares, 'a', 10)).toHaveLength(5);
});

test('what leaves makes room', () => {
  const shares = createJobShares(4);
  shares.enter('email', 'b', 0);
  const [first] = enterTimes(shares, 'a', 4);
  expect(shares.enter('email', 'a', 0)).toBeNull();
  first?.();
  expect(shares.enter('email', 'a', 0)).not.toBeNull();
});

test('another that was not seen for a minute does not count', () => {
  const shares = createJobShares(4);
  shares.enter('email', 'b', 0)?.();
  expect(enterTimes(shares, 'a', 4)).toHaveLength(2);
  expect(shares.enter('email', 'a', 60_001)).not.toBeNull();
});

test('queues do not share', () => {
  const shares = createJobShares(4);
  shares.enter('sms', 'b', 0);
  expect(enterTimes(shares, 'a', 4)).toHaveLength(4);
});
