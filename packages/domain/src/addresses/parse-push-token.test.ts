import { parsePushToken } from './parse-push-token.ts';

test.each(['unregistered-1', 'dGVzdA:APA91bH_x-Y.z', 't'.repeat(4_096)])(
  'a token of visible ASCII is kept as it is',
  (raw) => {
    expect(parsePushToken(raw)).toEqual({ ok: true, address: raw });
  },
);

test.each([
  ['nothing', ''],
  ['a blank', 'a b'],
  ['a line break', 'ab\r\n'],
  ['a NUL', 'a\0b'],
  ['a letter beyond ASCII', 'tökén'],
  ['4,097 characters', 't'.repeat(4_097)],
])('refuses %s', (_, raw) => {
  expect(parsePushToken(raw).ok).toBe(false);
});
