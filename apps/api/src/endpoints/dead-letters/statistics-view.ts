import type { DeadLetterCount } from '@carillon/repositories';
import { z } from 'zod';

const counts = z.record(z.string(), z.int());

export const deadLetterStatisticsSchema = z
  .strictObject({ total: z.int(), byChannel: counts, byProvider: counts, byCode: counts })
  .meta({ id: 'DeadLetterStatistics' });

/** What expired before any provider was asked stands under this name. */
const NO_PROVIDER = 'none';

const sumBy = (
  rows: readonly DeadLetterCount[],
  nameOf: (row: DeadLetterCount) => string,
): Record<string, number> => {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0) + row.n);
  return Object.fromEntries(sums);
};

/** What a client sees of the dead letters as a whole. */
export const deadLetterStatisticsView = (
  rows: readonly DeadLetterCount[],
): z.output<typeof deadLetterStatisticsSchema> => ({
  total: rows.reduce((sum, { n }) => sum + n, 0),
  byChannel: sumBy(rows, ({ channel }) => channel),
  byProvider: sumBy(rows, ({ provider }) => provider ?? NO_PROVIDER),
  byCode: sumBy(rows, ({ code }) => code),
});
