import { z } from 'zod';
import { LOG_LEVELS } from './logger.ts';

/** The config entries of every process that logs: spread them into its schema. */
export const logConfig = {
  LOG_LEVEL: z
    .enum(LOG_LEVELS)
    .default('info')
    .meta({ description: 'The least severe line kept.' }),
  LOG_FORMAT: z.enum(['auto', 'json', 'pretty']).default('auto').meta({
    description: 'json: a line is an object. pretty: for people. auto: pretty on a terminal.',
  }),
};

/** Whether lines are meant for a person: as configured, or else when standard output is a terminal. */
export const wantsPretty = (format: 'auto' | 'json' | 'pretty', isTTY = process.stdout.isTTY) =>
  format === 'auto' ? isTTY : format === 'pretty';
