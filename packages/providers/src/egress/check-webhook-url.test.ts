import type { EgressPolicy } from '../contract.ts';
import { checkWebhookUrl } from './check-webhook-url.ts';

const strict: EgressPolicy = { allow: [], denyCidrs: [], allowHttp: false };
const sandbox: EgressPolicy = {
  allow: ['http://127.0.0.1:3100', 'hooks:8080', '[::1]:3100'],
  denyCidrs: ['8.8.8.0/24'],
  allowHttp: false,
};

/** The published table: what is accepted as a webhook's URL. */
const ACCEPTED: readonly (readonly [url: string, href: string])[] = [
  ['https://example.com/hook', 'https://example.com/hook'],
  ['https://example.com', 'https://example.com/'],
  ['HTTPS://EXAMPLE.com:443/a?b=c', 'https://example.com/a?b=c'],
  ['https://example.com:8443/', 'https://example.com:8443/'],
  ['https://example.com:4000/', 'https://example.com:4000/'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['https://1.1.1.1/', 'https://1.1.1.1/'],
  ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
];

const REFUSED: readonly (readonly [url: string, why: string])[] = [
  ['', 'empty'],
  ['not a url', 'no URL'],
  ['example.com/hook', 'no scheme'],
  ['http://example.com/', 'plain http'],
  ['javascript:alert(1)', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['ftp://example.com/', 'scheme'],
  ['gopher://example.com/', 'scheme'],
  ['data:text/plain,x', 'scheme'],
  ['https://user@example.com/', 'user'],
  ['https://user:pw@example.com/', 'user and password'],
  ['https://:pw@example.com/', 'password'],
  ['https://example.com@127.0.0.1/', 'user, really loopback'],
  ['https://example.com/\r\nHost: evil', 'CRLF'],
  ['https://exam\tple.com/', 'tab'],
  ['https://example.com\\@127.0.0.1/', 'backslash'],
  [' https://example.com/', 'leading space'],
  ['https://example.com/\u0000', 'NUL'],
  ['https://example.com:22/', 'port'],
  ['https://example.com:25/', 'port'],
  ['https://example.com:5432/', 'port'],
  ['https://example.com:6379/', 'port'],
  ['https://localhost/', 'single label'],
  ['https://localhost./', 'single label'],
  ['https://intranet/', 'single label'],
  ['https://api.localhost/', 'reserved name'],
  ['https://db.internal/', 'reserved name'],
  ['https://metadata.google.internal/', 'reserved name'],
  ['https://printer.local/', 'reserved name'],
  ['https://printer.local./', 'reserved name'],
  ['https://127.0.0.1/', 'loopback'],
  ['https://127.1/', 'loopback, short'],
  ['https://2130706433/', 'loopback, decimal'],
  ['https://0x7f000001/', 'loopback, hexadecimal'],
  ['https://0x7f.1/', 'loopback, mixed'],
  ['https://0177.0.0.1/', 'loopback, octal'],
  ['https://①②⑦.0.0.1/', 'loopback, circled digits'],
  ['https://0/', 'this host'],
  ['https://10.0.0.1/', 'private'],
  ['https://169.254.169.254/latest/meta-data', 'metadata'],
  ['https://168.63.129.16/', 'Azure metadata'],
  ['https://[::1]/', 'loopback'],
  ['https://[::]/', 'unspecified'],
  ['https://[::ffff:127.0.0.1]/', 'IPv4-mapped'],
  ['https://[::ffff:7f00:1]/', 'IPv4-mapped'],
  ['https://[::7f00:1]/', 'IPv4-compatible'],
  ['https://[::127.0.0.1]/', 'IPv4-compatible'],
  ['https://[64:ff9b::7f00:1]/', 'NAT64'],
  ['https://[2002:7f00:1::]/', '6to4'],
  ['https://[fd00:ec2::254]/', 'unique local'],
  ['https://[fe80::1]/', 'link-local'],
  [`https://example.com/${'x'.repeat(2_048)}`, 'too long'],
  [`https://example.com/${'é'.repeat(1_000)}`, 'too long once escaped'],
];

test.each(ACCEPTED)('accepts %s', (url, href) => {
  expect(checkWebhookUrl(url, strict)).toEqual({ ok: true, href });
});

test.each(REFUSED)('refuses %j (%s)', (url) => {
  expect(checkWebhookUrl(url, strict)).toEqual({ ok: false, reason: expect.any(String) });
});

test.each(['http://127.0.0.1:3100/hooks/a', 'http://hooks:8080/x', 'http://[::1]:3100/'])(
  'accepts %s, which the operator named',
  (url) => {
    expect(checkWebhookUrl(url, sandbox).ok).toBe(true);
  },
);

test.each([
  'http://127.0.0.1:3101/',
  'http://127.0.0.2:3100/',
  'http://user@127.0.0.1:3100/',
  'ftp://127.0.0.1:3100/',
  'http://hooks/',
])('a named target opens no other: %s', (url) => {
  expect(checkWebhookUrl(url, sandbox).ok).toBe(false);
});

test("refuses the operator's own ranges", () => {
  expect(checkWebhookUrl('https://8.8.8.8/', sandbox).ok).toBe(false);
});

test('accepts plain http where the operator does, but not to private hosts', () => {
  const lenient = { ...strict, allowHttp: true };
  expect(checkWebhookUrl('http://example.com/', lenient).ok).toBe(true);
  expect(checkWebhookUrl('http://127.0.0.1/', lenient).ok).toBe(false);
});

test('an entry that names no port is an error of the operator', () => {
  const policy = { ...strict, allow: ['sandbox'] };
  expect(() => checkWebhookUrl('https://example.com/', policy)).toThrow('names no host and port');
});
