import { declareCategory } from '../categories/declare-category.ts';
import { NO_PREFERENCES } from '../preferences/preferences.ts';
import { GATES } from './gate.ts';
import type { Health, RoutedAccount } from './judge-accounts.ts';
import { type GatesInput, judgeGates } from './judge-gates.ts';

const at = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-01T12:05:00Z');
const account = (id: string, more: Partial<RoutedAccount> = {}) => ({
  id,
  provider: 'smtp',
  ratePerSecond: null,
  health: null,
  weight: 1,
  ...more,
});
const health = (more: Partial<Health>): Health => ({
  state: 'closed',
  reason: null,
  nextProbeAt: null,
  blockedUntil: null,
  ...more,
});
const open = health({ state: 'open', reason: 'http_503', nextProbeAt: later });
const cap = (used: number, overflow: 'defer' | 'drop') => ({
  channel: 'email' as const,
  max: 3,
  windowSeconds: 3_600,
  overflow,
  used,
  windowEndsAt: later,
});
const input: GatesInput = {
  deliveryId: '01990000-0000-7000-8000-000000010001',
  channel: 'email',
  isReachable: true,
  priority: 'normal',
  expiresAt: later,
  category: declareCategory('news'),
  preferences: NO_PREFERENCES,
  timezones: [],
  listed: [],
  caps: [],
  strategy: 'failover',
  accounts: [account('a'), account('b')],
  isServedByEnvironment: false,
  endpoint: null,
  firstId: null,
  at,
};

test('every gate says something, in the order of the list, and nothing holds an easy one', () => {
  const entries = judgeGates(input);
  expect(entries.map(({ gate }) => gate)).toEqual(GATES);
  expect(entries.every(({ verdict }) => verdict === 'pass')).toBe(true);
});

const news = (email: boolean) => ({ categories: { news: { email } }, quietHours: null });
test.each<[string, Partial<GatesInput>, object]>([
  ['a duplicate', { firstId: 'n1' }, { gate: 'dedupe', verdict: 'stop', rule: 'duplicate' }],
  ['an opt-out', { preferences: news(false) }, { gate: 'preference', verdict: 'stop' }],
  ['no address', { isReachable: false }, { gate: 'suppression', rule: 'no_address' }],
  [
    'a suppressed address',
    { listed: [{ reason: 'bounced', category: null }] },
    { gate: 'suppression', verdict: 'stop', rule: 'suppressed_address' },
  ],
  ['a cap that drops', { caps: [cap(3, 'drop')] }, { gate: 'cap', verdict: 'stop' }],
  [
    'a cap that defers',
    { caps: [cap(3, 'defer')] },
    { gate: 'cap', verdict: 'hold', until: later },
  ],
  ['nobody who sends', { accounts: [] }, { gate: 'route', verdict: 'hold', rule: 'no_route' }],
  [
    'open circuits everywhere',
    { accounts: [account('a', { health: open }), account('b', { health: open })] },
    { gate: 'circuit', verdict: 'hold', rule: 'all_accounts_open', until: later },
  ],
  ["an endpoint's circuit", { endpoint: open }, { gate: 'circuit', rule: 'endpoint_circuit' }],
  [
    'silence asked for',
    { accounts: [account('a', { health: health({ blockedUntil: later }) })] },
    { gate: 'limit', verdict: 'hold', rule: 'asked_for_silence', until: later },
  ],
  ['its own end', { expiresAt: at }, { gate: 'expiry', verdict: 'stop', rule: 'expired' }],
])('%s is named', (_name, more, expected) => {
  expect(judgeGates({ ...input, ...more })).toContainEqual(expect.objectContaining(expected));
});

test.each<[string, Partial<GatesInput>]>([
  ['a suppression of another category', { listed: [{ reason: 'asked', category: 'offers' }] }],
  ['a cap with room', { caps: [cap(2, 'drop')] }],
  ['one open circuit of two', { accounts: [account('a', { health: open }), account('b')] }],
  ['accounts of the environment', { accounts: [], isServedByEnvironment: true }],
  ['silence that is over', { accounts: [account('a', { health: health({ blockedUntil: at }) })] }],
])('%s lets it through', (_name, more) => {
  expect(judgeGates({ ...input, ...more }).every(({ verdict }) => verdict === 'pass')).toBe(true);
});
