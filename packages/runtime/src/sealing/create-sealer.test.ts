import { randomBytes } from 'node:crypto';
import { CannotUnseal, createSealer, NoSealingKey } from './create-sealer.ts';
import { sealingKeys } from './sealing-keys.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [k1, k2] = [key('k1'), key('k2')];
const place = { tenantId: 't', accountId: 'a', setting: 'password' };

test('opens what it sealed, and shows nothing of it', () => {
  const sealer = createSealer([k1]);
  const sealed = sealer.seal('hunter2 ✓', place);
  expect(sealed).toMatch(/^v1\.k1\./);
  expect(sealed).not.toContain('hunter2');
  expect(sealer.open(sealed, place)).toBe('hunter2 ✓');
  expect(sealer.seal('hunter2 ✓', place)).not.toBe(sealed);
});

test.each([
  ['another tenant', { ...place, tenantId: 'u' }],
  ['another account', { ...place, accountId: 'b' }],
  ['another setting', { ...place, setting: 'apiKey' }],
])('does not open for %s', (_name, other) => {
  const sealer = createSealer([k1]);
  expect(() => sealer.open(sealer.seal('hunter2', place), other)).toThrow(CannotUnseal);
});

test.each([
  ['cut short', (s: string) => s.slice(0, -8)],
  ['changed', (s: string) => s.slice(0, -4) + (s.endsWith('AAAA') ? 'BBBB' : 'AAAA')],
  ['emptied', () => ''],
  ['of another version', (s: string) => s.replace('v1.', 'v2.')],
])('does not open what was %s, and does not say what it was', (_name, spoil) => {
  const sealer = createSealer([k1]);
  const spoiled = spoil(sealer.seal('hunter2', place));
  expect(() => sealer.open(spoiled, place)).toThrow(CannotUnseal);
  expect(() => sealer.open(spoiled, place)).not.toThrow(/hunter2/);
});

test('a new first key seals, the old one still opens until it is gone', () => {
  const sealed = createSealer([k1]).seal('hunter2', place);
  const rotated = createSealer([k2, k1]);
  expect(rotated.open(sealed, place)).toBe('hunter2');
  expect(rotated.isStale(sealed)).toBe(true);
  const again = rotated.seal('hunter2', place);
  expect(rotated.isStale(again)).toBe(false);
  expect(createSealer([k2]).open(again, place)).toBe('hunter2');
  expect(() => createSealer([k2]).open(sealed, place)).toThrow('"k1"');
});

test('without a key nothing is sealed', () => {
  expect(() => createSealer([]).seal('x', place)).toThrow(NoSealingKey);
});

test('keys are read from the environment, the newest first', () => {
  const text = `k2:${k2.key.toString('base64')}, k1:${k1.key.toString('base64url')}`;
  expect(sealingKeys().parse(text)).toEqual([k2, k1]);
  expect(sealingKeys().parse('')).toEqual([]);
});

test.each(['k1', 'k1:short', `k 1:${k1.key.toString('base64')}`, `:${k1.key.toString('base64')}`])(
  'refuses the key list %p',
  (text) => {
    expect(sealingKeys().safeParse(text).success).toBe(false);
  },
);
