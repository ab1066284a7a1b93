import type { DeadLetterCount } from '@carillon/repositories';
import { z } from 'zod';

const counts = z.record(z.string(), z.int());

/** Counts by cause. */
export const statisticsFields = {
  total: z.int(),
  byChannel: counts,
  byProvider: counts,
  byCode: counts,
  byTemplateVersion: counts.meta({ description: 'By key and version, as in order-shipped@3.' }),
};

export const deadLetterStatisticsSchema = z
  .strictObject(statisticsFields)
  .meta({ id: 'DeadLetterStatistics' });

export const exampleStatistics = {
  total: 1,
  byChannel: { email: 1 },
  byProvider: { smtp: 1 },
  byCode: { '550 5.1.1': 1 },
  byTemplateVersion: { 'order-shipped@3': 1 },
};

/** What expired before any provider was asked, or has no template, stands under this name. */
const NONE = 'none';

const templateVersionOf = ({ templateKey, templateVersion }: DeadLetterCount): string =>
  templateKey === null ? NONE : `${templateKey}@${templateVersion}`;

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
  byProvider: sumBy(rows, ({ provider }) => provider ?? NONE),
  byCode: sumBy(rows, ({ code }) => code),
  byTemplateVersion: sumBy(rows, templateVersionOf),
});
