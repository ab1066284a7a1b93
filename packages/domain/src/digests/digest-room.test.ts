import { MAX_REQUEST_BYTES } from '../bounds.ts';
import { digestRoom, digestSizeOf } from './digest-room.ts';

const empty = { items: 0, maxItems: 3, size: 0 };

test('a digest takes as many items as its rule allows', () => {
  expect(digestRoom(empty, [1, 1, 1, 1])).toBe(3);
  expect(digestRoom({ ...empty, items: 2 }, [1, 1])).toBe(1);
  expect(digestRoom({ ...empty, items: 3 }, [1])).toBe(0);
});

test('a digest takes no more than a request may hold, and always a first item', () => {
  expect(digestRoom(empty, [MAX_REQUEST_BYTES * 2, 1])).toBe(1);
  expect(digestRoom({ ...empty, items: 1, size: MAX_REQUEST_BYTES }, [1])).toBe(0);
  expect(digestRoom(empty, [MAX_REQUEST_BYTES, 1])).toBe(1);
});

test('an item is as large as what the digest will say of it', () => {
  const request = {
    to: {},
    channels: ['email'],
    priority: 'normal',
    deliveryMode: 'at_least_once',
    category: 'news',
  } as const;
  const content = { title: 'ab', body: 'cde', html: '<p>left out</p>' };
  expect(digestSizeOf({ ...request, content })).toBe(5);
});
