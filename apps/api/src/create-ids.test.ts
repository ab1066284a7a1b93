import { isUuid } from '@carillon/domain';
import { createIds } from './create-ids.ts';

const clockAt = (at: { ms: number }) => ({ now: () => new Date(at.ms), nowMs: () => at.ms });

test('ids are UUIDv7 and carry the time of the clock', () => {
  const { newId } = createIds(clockAt({ ms: 0x0123456789ab }));
  expect(newId()).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(isUuid(newId())).toBe(true);
});

test('ids of one millisecond follow one another, as notification ids too', () => {
  const { newNotificationId } = createIds(clockAt({ ms: 1_700_000_000_000 }));
  const ids = Array.from({ length: 5_000 }, newNotificationId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('ids do not go back when the clock does', () => {
  const at = { ms: 1_700_000_000_000 };
  const { newId } = createIds(clockAt(at));
  const before = newId();
  at.ms -= 60_000;
  expect(newId() > before).toBe(true);
});
