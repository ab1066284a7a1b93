import type { RetentionPolicy } from '@carillon/repositories';

/** The longest that anybody keeps a notification: when whole days of them can go. */
export const longestDays = (policies: readonly RetentionPolicy[]): number =>
  policies.reduce(
    (longest, { retention, categories }) =>
      Math.max(
        longest,
        retention.notificationDays,
        ...categories.map(({ retentionDays }) => retentionDays),
      ),
    0,
  );
