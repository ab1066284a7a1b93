import { parseSubscriberId } from './parse-subscriber-id.ts';

test.each(['42', 'user-42', 'ada@example.com', 'auth0|5f7c', 'crm:ada.l', '...', 'x'.repeat(255)])(
  '%s names a subscriber',
  (raw) => {
    expect(parseSubscriberId(raw)).toEqual({ ok: true, address: raw });
  },
);

test.each([
  ['nothing', ''],
  ['a blank', 'a b'],
  ['a line break', 'a\n'],
  ['a NUL', 'a\0'],
  ['a letter beyond ASCII', 'ä'],
  ['256 characters', 'x'.repeat(256)],
  ['a dot segment', '.'],
  ['a double dot segment', '..'],
])('refuses %s', (_, raw) => {
  expect(parseSubscriberId(raw).ok).toBe(false);
});

test('every visible ASCII character may stand in it but those with a meaning in paths', () => {
  const visible = Array.from({ length: 0x7e - 0x20 }, (_, i) => String.fromCharCode(0x21 + i));
  const refused = visible.filter((character) => !parseSubscriberId(`a${character}`).ok);
  expect(refused).toEqual(['#', '%', '/', '?', '\\']);
});

test('what passes is one path segment, encoded or not', () => {
  const id = 'a!"$&\'()*+,-.:;<=>@[]^_`{|}~';
  expect(parseSubscriberId(id).ok).toBe(true);
  expect(decodeURIComponent(new URL(`http://h/s/${id}/inbox`).pathname)).toBe(`/s/${id}/inbox`);
});
