import fc from 'fast-check';
import { parseEmail } from './parse-email.ts';

const local64 = 'l'.repeat(64);
/** A domain of exactly `length` characters, made of legal labels. */
const domainOf = (length: number) => `${'d'.repeat(63)}.`.repeat(4).slice(0, length - 4) + '.com';

test.each([
  ['ada@example.com', 'ada@example.com'],
  ['Ada.Lovelace@Example.COM', 'Ada.Lovelace@example.com'],
  ['reject+1@sub.example.co', 'reject+1@sub.example.co'],
  ["o'brien!#$%&*/?^_`{|}~-@example.com", "o'brien!#$%&*/?^_`{|}~-@example.com"],
  ['ada@münchen.example', 'ada@xn--mnchen-3ya.example'],
  ['ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
  ['ada@ＥＸＡＭＰＬＥ.com', 'ada@example.com'],
  [`${local64}@example.com`, `${local64}@example.com`],
])('%j is one mailbox', (raw, address) => {
  expect(parseEmail(raw)).toEqual({ ok: true, address });
});

test.each([
  ['nothing', ''],
  ['no @', 'ada.example.com'],
  ['no local part', '@example.com'],
  ['no domain', 'ada@'],
  ['two @', 'ada@evil@example.com'],
  ['CRLF and a header', 'b@x.com\r\nBcc: evil@x.com'],
  ['a line break at the end', 'ada@example.com\n'],
  ['a line break before', '\r\nada@example.com'],
  ['a comma list', 'a@x.com, b@y.com'],
  ['a comma list without blanks', 'a@x.com,b@y.com'],
  ['a comma in the domain', 'a@x.com,y.com'],
  ['a semicolon list', 'a@x.com;b@y.com'],
  ['a group', 'team:a@x.com;'],
  ['a group in words', 'undisclosed-recipients: a@x.com, b@y.com;'],
  ['a quoted local part', '"ada lovelace"@example.com'],
  ['a quoted local part without blanks', '"ada"@example.com'],
  ['a display name', 'Ada <ada@example.com>'],
  ['angle brackets', '<ada@example.com>'],
  ['a comment in the local part', 'ada(x)@example.com'],
  ['a comment in the domain', 'ada@example.com(x)'],
  ['a blank before', ' ada@example.com'],
  ['a blank inside', 'ada l@example.com'],
  ['a tab in the domain', 'ada@exam\tple.com'],
  ['a no-break space', 'ada@example\u00a0.com'],
  ['a NUL', 'ada\0@example.com'],
  ['a NUL in the domain', 'ada@exam\0ple.com'],
  ['a lone surrogate', 'ada\ud800@example.com'],
  ['a lone surrogate in the domain', 'ada@exam\udc00ple.com'],
  ['letters beyond ASCII before the @', 'adä@example.com'],
  ['an encoded word', '=?utf-8?q?evil=40x.com=3e?=@example.com'],
  ['a backslash', 'ada\\@example.com'],
  ['two dots before the @', 'a..da@example.com'],
  ['a dot at the start', '.ada@example.com'],
  ['a dot before the @', 'ada.@example.com'],
  ['two dots in the domain', 'ada@example..com'],
  ['a dot at the end', 'ada@example.com.'],
  ['a single label', 'ada@localhost'],
  ['an address literal', 'ada@[127.0.0.1]'],
  ['an IPv4 address', 'ada@127.0.0.1'],
  ['a short IPv4 address', 'ada@127.1'],
  ['a hexadecimal IPv4 address', 'ada@0x7f.0.0.0x1'],
  ['a port', 'ada@example.com:25'],
  ['a path', 'ada@example.com/x'],
  ['a percent escape', 'ada@%65xample.com'],
  ['an underscore in the domain', 'ada@ex_ample.com'],
  ['a hyphen at the start of a label', 'ada@-example.com'],
  ['empty punycode', 'ada@xn--.com'],
  ['a label of 64', `ada@${'d'.repeat(64)}.com`],
  ['a local part of 65', `${local64}l@example.com`],
  ['300 characters', `ada@${'d.'.repeat(146)}com`],
])('refuses %s', (_, raw) => {
  expect(parseEmail(raw).ok).toBe(false);
});

test('accepts 254 characters and no more', () => {
  const at254 = `l@${domainOf(252)}`;
  expect(at254).toHaveLength(254);
  expect(parseEmail(at254).ok).toBe(true);
  expect(parseEmail(`l${at254}`).ok).toBe(false);
});

test('counts the domain as it is in ASCII', () => {
  const labels = 'ü.'.repeat(60);
  expect(parseEmail(`ada@${labels}com`).ok).toBe(false);
});

test('the length in ASCII counts local part and domain together', () => {
  const domain = `${'a'.repeat(50)}.${'b'.repeat(50)}.${'c'.repeat(50)}.ü${'d'.repeat(30)}.com`;
  expect(parseEmail(`${local64}@${domain}`).ok).toBe(false);
});

const HOSTILE = 'aA1.@,;:<>()[]"\\ \r\n\t\0=?%/#-_+ü。\u200b'.split('');
const hostile = fc.string({
  unit: fc.constantFrom(...HOSTILE, '\ud800', '\u{1f600}'),
  maxLength: 9,
});
const local = fc.string({ unit: fc.constantFrom(...'aZ9+_=?.'.split('')), minLength: 1 });
const domain = fc.string({ unit: fc.constantFrom(...'aZ9-.。üßＥ例\u00ad'.split('')) });
const raw = fc.oneof(
  fc.emailAddress(),
  hostile,
  fc.tuple(hostile, hostile).map(([a, b]) => `a${a}@${b}x.example`),
  fc.tuple(local, domain).map(([a, b]) => `${a}@${b}x.example`),
);

test('whatever passes is one plain mailbox in ASCII', () => {
  fc.assert(
    fc.property(raw, (text) => {
      const parsed = parseEmail(text);
      if (!parsed.ok) return;
      expect(parsed.address).toMatch(/^[\x21-\x7e]+$/);
      expect(parsed.address).not.toMatch(/[,;:<>()[\]"\\]/);
      expect(parsed.address.split('@')).toHaveLength(2);
    }),
    { numRuns: 2_000 },
  );
});

test('what passes passes again unchanged', () => {
  fc.assert(
    fc.property(raw, (text) => {
      const parsed = parseEmail(text);
      if (!parsed.ok) return;
      expect(parseEmail(parsed.address)).toEqual(parsed);
    }),
    { numRuns: 2_000 },
  );
});
