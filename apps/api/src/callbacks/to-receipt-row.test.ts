import { attemptIdOf } from '@carillon/domain';
import type { Receipt } from '@carillon/providers';
import { toReceiptRow } from './to-receipt-row.ts';

const NOW = new Date('2026-05-01T10:00:00Z');
const deliveryId = '01935f2a-1111-7000-8000-000000000001';
const receipt = (more: Partial<Receipt>): Receipt => ({
  kind: 'delivered',
  deliveryId,
  attemptId: attemptIdOf(deliveryId, 1),
  providerMessageId: 'SM1',
  at: null,
  outcome: null,
  code: null,
  message: null,
  key: 'SM1 delivered',
  raw: '{}',
  ...more,
});
const row = (more: Partial<Receipt>) => toReceiptRow(receipt(more), NOW);

test.each(['key', 'providerMessageId', 'code'] as const)('the %s is fit to be kept', (name) => {
  expect(row({ [name]: 'a\0b\ud83d' })).toMatchObject({ [name]: 'ab' });
  expect(row({ [name]: 'x'.repeat(5_000) })).toMatchObject({ [name]: 'x'.repeat(200) });
});

test.each([
  ['none', Number.NaN],
  ['before all times', -8.64e15],
  ['after all times', 8.64e15],
  ['to come', NOW.getTime() + 60_000],
])('a time that is %s becomes the time of the call', (_what, ms) => {
  expect(row({ at: new Date(ms) })?.at).toEqual(NOW);
});

test('a time that is past stays', () => {
  const at = new Date(NOW.getTime() - 60_000);
  expect(row({ at })?.at).toEqual(at);
});

test('a receipt of no attempt is none', () => {
  expect(row({ attemptId: deliveryId.replace('8000', '9000') })).toBeNull();
  expect(row({ attemptId: '__proto__' })).toBeNull();
});
