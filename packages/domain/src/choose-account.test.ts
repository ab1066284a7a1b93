import * as fc from 'fast-check';
import { chooseAccount, type AccountRoute, type PastCall } from './choose-account.ts';
import { OUTCOMES } from './outcomes.ts';
import { stableSpin } from './stable-spin.ts';

const failover: AccountRoute = {
  strategy: 'failover',
  accounts: ['a', 'b', 'c'].map((accountId) => ({ accountId, weight: 1 })),
};
const choose = (history: PastCall[], down: string[] = [], route = failover, spin = 0) =>
  chooseAccount({ route, history, isAvailable: (id) => !down.includes(id), spin });
const calls = (text: string): PastCall[] =>
  text.split(' ').map((call) => ({
    accountId: call[0] ?? null,
    outcome: OUTCOMES.find((o) => o.startsWith(call.slice(1))) ?? 'accepted',
  }));

test.each([
  ['the first one begins', '', [], 'a'],
  ['one transient failure stays', 'atransient', [], 'a'],
  ['two go on to the next', 'atransient atransient', [], 'b'],
  ['and so on', 'atransient atransient btransient btransient', [], 'c'],
  ['after the last it begins again', 'at at bt bt ct ct', [], 'a'],
  ['config goes on at once', 'aconfig', [], 'b'],
  ['an open circuit is passed over', '', ['a'], 'b'],
  ['rate limits wait where they are', 'arate_limited', [], 'a'],
  ['an unknown outcome never changes the account', 'at at ambiguous', [], 'a'],
  ['nobody is left', '', ['a', 'b', 'c'], null],
])('%s', (_name, history, down, expected) => {
  const past = history === '' ? [] : calls(history.replace('ambiguous', 'aambiguous'));
  expect(choose(past, down)).toBe(expected);
});

test('after an ambiguous call the same account is waited for', () => {
  expect(choose(calls('bambiguous'))).toBe('b');
  expect(choose(calls('bambiguous'), ['b'])).toBeNull();
});

test('an account that left the route is not asked again', () => {
  expect(choose(calls('xambiguous'))).toBe('a');
  expect(choose([{ accountId: null, outcome: 'ambiguous' }])).toBe('a');
});

test('a route without accounts has nobody', () => {
  expect(choose([], [], { strategy: 'weighted', accounts: [] })).toBeNull();
});

test('shares follow the weights, and a weight of 0 only stands by', () => {
  const route: AccountRoute = {
    strategy: 'weighted',
    accounts: [
      { accountId: 'a', weight: 3 },
      { accountId: 'b', weight: 1 },
      { accountId: 'c', weight: 0 },
    ],
  };
  const picked = Array.from({ length: 4_000 }, (_, i) =>
    choose([], [], route, stableSpin(`0193-${i}`)),
  );
  const share = (id: string) => picked.filter((p) => p === id).length / picked.length;
  expect(share('a')).toBeGreaterThan(0.7);
  expect(share('b')).toBeGreaterThan(0.2);
  expect(share('c')).toBe(0);
  expect(choose([], ['a', 'b'], route)).toBe('c');
});

test('weights that are all 0 are taken as listed', () => {
  const accounts = failover.accounts.map((a) => ({ ...a, weight: 0 }));
  expect(choose([], [], { strategy: 'weighted', accounts })).toBe('a');
});

test('never chooses an account that is not available or not in the route', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(
      fc.array(fc.record({ accountId: id, outcome: fc.constantFrom(...OUTCOMES) })),
      fc.subarray(['a', 'b', 'c']),
      fc.constantFrom('failover' as const, 'weighted' as const),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (history, down, strategy, spin) => {
        const chosen = choose(history, down, { ...failover, strategy }, spin);
        if (chosen === null) return;
        expect(['a', 'b', 'c']).toContain(chosen);
        expect(down).not.toContain(chosen);
      },
    ),
  );
});
