import type { DeadLetterHour } from '@carillon/repositories';
import { z } from 'zod';
import {
  deadLetterStatisticsView,
  exampleStatistics,
  statisticsFields,
} from './statistics-view.ts';

export const deadLetterHourSchema = z
  .strictObject({ hour: z.iso.datetime(), ...statisticsFields })
  .meta({ id: 'DeadLetterHour' });

export const exampleHour = { hour: '2025-08-31T12:00:00.000Z', ...exampleStatistics };

/** What a client sees of the dead letters of an hour. */
export const deadLetterHourView = ({
  hour,
  causes,
}: DeadLetterHour): z.output<typeof deadLetterHourSchema> => ({
  hour: hour.toISOString(),
  ...deadLetterStatisticsView(causes),
});
