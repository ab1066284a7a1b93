import { DEFAULT_RETENTION } from './retention.ts';
import { retentionIn } from './retention-in.ts';

test('what was never said, or is no number of days, has its default', () => {
  expect(retentionIn({})).toEqual(DEFAULT_RETENTION);
  const retention = { notificationDays: 7, contentDays: 0, deadLetterDays: 'all', eventDays: 1.5 };
  expect(retentionIn({ retention })).toEqual({ ...DEFAULT_RETENTION, notificationDays: 7 });
});
