import { isUuid } from '@carillon/domain';
import { countCursor, idCursor, momentCursor, timedCursor } from './cursor.ts';

const id = '01990000-0000-7000-8000-000000010000';

test('a cursor is read as it was written', () => {
  expect(idCursor.read(idCursor.write(id))).toBe(id);
  const place = { micros: '1756641624064001', id };
  expect(timedCursor.read(timedCursor.write(place), isUuid)).toEqual(place);
  const at = new Date('2026-01-31T12:00:00.000Z');
  expect(momentCursor.read(momentCursor.write(at))).toEqual(at);
  expect(countCursor.read(countCursor.write(40))).toBe(40);
});

test('without a cursor a list begins at its beginning', () => {
  expect(idCursor.read(undefined)).toBeNull();
  expect(timedCursor.read(undefined, isUuid)).toBeNull();
  expect(momentCursor.read(undefined)).toBeNull();
  expect(countCursor.read(undefined)).toBe(0);
});

test.each(['', 'nonsense', Buffer.from('1 2').toString('base64url'), `${idCursor.write(id)}=`])(
  'the cursor %j is refused',
  (cursor) => {
    const invalid = { code: 'invalid_cursor' };
    for (const read of [
      () => idCursor.read(cursor),
      () => timedCursor.read(cursor, isUuid),
      () => momentCursor.read(cursor),
      () => countCursor.read(cursor),
    ]) {
      expect(read).toThrow(expect.objectContaining(invalid) as Error);
    }
  },
);
