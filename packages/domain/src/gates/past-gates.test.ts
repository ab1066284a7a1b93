import { pastGates, type PastDelivery } from './past-gates.ts';

const past: PastDelivery = { status: 'sent', lastCode: null, lastMessage: null, provider: 'smtp' };

test.each(['sent', 'delivered', 'failed', 'sending'] as const)(
  'what is %s has passed every gate',
  (status) => {
    const entries = pastGates({ ...past, status });
    expect(entries).toHaveLength(9);
    expect(entries.every(({ verdict }) => verdict === 'pass')).toBe(true);
  },
);

test.each([
  ['no_address', 'suppressed', null, 'suppression'],
  ['opted_out', 'suppressed', null, 'preference'],
  ['opted_out', 'suppressed', 'on the suppression list: opted_out', 'suppression'],
  ['cap_reached', 'suppressed', null, 'cap'],
  ['expired', 'expired', null, 'expiry'],
] as const)('%s has come as far as its gate', (lastCode, status, lastMessage, gate) => {
  const entries = pastGates({ ...past, status, lastCode, lastMessage });
  expect(entries.at(-1)).toMatchObject({ gate, verdict: 'stop', rule: lastCode });
  expect(entries.slice(0, -1).every(({ verdict }) => verdict === 'pass')).toBe(true);
});

test('of what was cancelled nothing is known', () => {
  expect(pastGates({ ...past, status: 'cancelled' })).toEqual([]);
});
