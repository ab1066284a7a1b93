import { randomBytes } from 'node:crypto';
import { NoSealingKey } from './create-sealer.ts';
import { createSigner } from './create-signer.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [k1, k2] = [key('k1'), key('k2')];

test('opens what it signed', () => {
  const signer = createSigner([k1], 'tests');
  expect(signer.open(signer.sign('ada ✓'))).toBe('ada ✓');
});

test.each([
  [
    'another text',
    (s: string) => s.replace(/\..*\./, `.${Buffer.from('eve').toString('base64url')}.`),
  ],
  ['another key id', (s: string) => s.replace('k1.', 'k2.')],
  ['a shorter mac', (s: string) => s.slice(0, -2)],
  ['no mac', (s: string) => s.slice(0, s.lastIndexOf('.') + 1)],
  ['something behind it', (s: string) => `${s}.x`],
  ['nothing', () => ''],
])('does not open what was given %s', (_name, spoil) => {
  const signer = createSigner([k1, k2], 'tests');
  expect(signer.open(spoil(signer.sign('ada')))).toBeNull();
});

test('what is signed for one purpose opens for no other', () => {
  expect(createSigner([k1], 'other').open(createSigner([k1], 'tests').sign('ada'))).toBeNull();
});

test('a new first key signs, the old one still opens until it is gone', () => {
  const signed = createSigner([k1], 'tests').sign('ada');
  expect(createSigner([k2, k1], 'tests').open(signed)).toBe('ada');
  expect(createSigner([k2], 'tests').open(signed)).toBeNull();
});

test('without a key nothing is signed and nothing opens', () => {
  const signer = createSigner([], 'tests');
  expect(() => signer.sign('ada')).toThrow(NoSealingKey);
  expect(signer.open(createSigner([k1], 'tests').sign('ada'))).toBeNull();
});
