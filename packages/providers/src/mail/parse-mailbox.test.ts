import { isPlainAddress, MAILBOX_PATTERN, parseMailbox } from './parse-mailbox.ts';

test.each([
  ['shop@example.com', '', 'shop@example.com'],
  ['Shop <shop@example.com>', 'Shop', 'shop@example.com'],
  ['"Shop, Inc." <shop@example.com>', 'Shop, Inc.', 'shop@example.com'],
  ['<shop@example.com>', '', 'shop@example.com'],
  ['Shöp <shop@bücher.example>', 'Shöp', 'shop@bücher.example'],
])('%s is a mailbox', (text, name, address) => {
  expect(parseMailbox(text)).toEqual({ name, address });
  expect(text).toMatch(new RegExp(`^${MAILBOX_PATTERN}$`));
});

test.each(['', 'shop', 'a@b, c@d', 'x: a@b;', 'a@b <c@d>, e@f', 'a@b\r\nBcc: c@d', 'S\r\nX <a@b>'])(
  '%j is none',
  (text) => {
    expect(() => parseMailbox(text)).toThrow('not a mailbox');
    expect(text).not.toMatch(new RegExp(`^${MAILBOX_PATTERN}$`));
  },
);

test.each(['a@b@c', 'a b@c', 'a@b,c@d', '"a"@b', 'a@b\n', 'a@', '@b', `${'x'.repeat(65)}@b`])(
  '%j is not one plain address',
  (text) => {
    expect(isPlainAddress(text)).toBe(false);
  },
);
