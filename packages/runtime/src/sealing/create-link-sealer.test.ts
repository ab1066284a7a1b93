import { createLinkSealer } from './create-link-sealer.ts';

const sealer = createLinkSealer('a secret', 'tests');
const text = 'ada@example.com ✓';
const sealed = sealer.seal(text);

test('opens what it sealed, and shows nothing of it', () => {
  expect(sealer.open(sealed)).toBe(text);
  expect(sealed).toMatch(/^[\w-]+$/);
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('ada');
});

test('one text has one link, another text has another nonce', () => {
  expect(sealer.seal(text)).toBe(sealed);
  expect(sealer.seal(`${text} `).slice(0, 16)).not.toBe(sealed.slice(0, 16));
});

test('a link with any character changed is none of ours', () => {
  for (let i = 0; i < sealed.length; i += 1) {
    const other = sealed[i] === 'A' ? 'B' : 'A';
    expect(sealer.open(sealed.slice(0, i) + other + sealed.slice(i + 1))).toBeNull();
  }
});

test.each([
  ['nothing', () => ''],
  ['less', (s: string) => s.slice(0, -1)],
  ['more', (s: string) => `${s}A`],
  ['padding', (s: string) => `${s}=`],
  ['only a nonce', (s: string) => s.slice(0, 16)],
  ['another alphabet', (s: string) => Buffer.from(s, 'base64url').toString('base64')],
])('does not open %s', (_what, spoil) => {
  expect(sealer.open(spoil(sealed))).toBeNull();
});

test.each([
  ['secret', createLinkSealer('another secret', 'tests')],
  ['purpose', createLinkSealer('a secret', 'other tests')],
])('does not open what was sealed with another %s', (_what, other) => {
  expect(sealer.open(other.seal(text))).toBeNull();
});
