import fc from 'fast-check';
import { parseWebhookUrl } from './parse-webhook-url.ts';

test.each([
  ['https://hooks.example/a?b=1', 'https://hooks.example/a?b=1'],
  ['https://hooks.example', 'https://hooks.example/'],
  ['http://127.0.0.1:3100/hooks/a', 'http://127.0.0.1:3100/hooks/a'],
  ['HTTPS://Hooks.Example:443/A', 'https://hooks.example/A'],
  ['https://müller.example/ü', 'https://xn--mller-kva.example/%C3%BC'],
  ['https://hooks.example/@user?mail=a@b.c', 'https://hooks.example/@user?mail=a@b.c'],
  ['https://0x7f.1/', 'https://127.0.0.1/'],
])('%s is stored in its normal form', (raw, address) => {
  expect(parseWebhookUrl(raw)).toEqual({ ok: true, address });
});

test.each([
  ['nothing', ''],
  ['no scheme', 'hooks.example/a'],
  ['a path alone', '/hooks'],
  ['no host', 'https://'],
  ['no host but a path', 'https:///a'],
  ['a missing slash', 'https:/hooks.example'],
  ['missing slashes', 'https:hooks.example'],
  ['another scheme', 'ftp://hooks.example'],
  ['a file', 'file:///etc/passwd'],
  ['a script', 'javascript:alert(1)'],
  ['a user name', 'https://user@hooks.example/'],
  ['a password', 'https://user:secret@hooks.example/'],
  ['an empty user name', 'https://@hooks.example/'],
  ['CRLF', 'https://hooks.example/\r\nHost: evil'],
  ['a tab that a parser would drop', 'https://hooks.exa\tmple/'],
  ['a blank before', ' https://hooks.example/'],
  ['a blank inside', 'https://hooks.example/a b'],
  ['a line separator', 'https://hooks.example/\u2028'],
  ['a NUL', 'https://hooks.example/\0'],
  ['a C1 control', 'https://hooks.example/\u0085'],
  ['a backslash', 'https://hooks.example\\@evil.example/'],
  ['a lone surrogate', 'https://hooks.example/\ud800'],
  ['a port out of range', 'https://hooks.example:99999/'],
  ['a forbidden host character', 'https://hooks%2fexample/'],
])('refuses %s', (_, raw) => {
  expect(parseWebhookUrl(raw).ok).toBe(false);
});

test('holds the text as given to 2,048 characters', () => {
  const base = 'https://hooks.example/';
  expect(parseWebhookUrl(base.padEnd(2_048, 'a')).ok).toBe(true);
  expect(parseWebhookUrl(base.padEnd(2_049, 'a')).ok).toBe(false);
});

test('holds the encoded form to 2,048 characters', () => {
  expect(parseWebhookUrl('https://hooks.example/'.padEnd(1_000, 'ü')).ok).toBe(false);
});

test('whatever passes is a normal URL of http without user info, and passes again', () => {
  const unit = fc.constantFrom(...'aZ0.:/?#@[]%\\ \r\n\t\0üé,;'.split(''));
  const part = fc.string({ unit, maxLength: 20 });
  const raw = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    part.map((rest) => `https://${rest}`),
    part.map((rest) => `http://a.example${rest}`),
  );
  fc.assert(
    fc.property(raw, (text) => {
      const parsed = parseWebhookUrl(text);
      if (!parsed.ok) return;
      const url = new URL(parsed.address);
      expect(['http:', 'https:']).toContain(url.protocol);
      expect(url.username + url.password).toBe('');
      expect(parsed.address).toMatch(/^[\x21-\x7e]+$/);
      expect(parseWebhookUrl(parsed.address)).toEqual(parsed);
    }),
    { numRuns: 2_000 },
  );
});
