import type { PartialRecord } from '@carillon/repositories';
import { z } from 'zod';

const time = z.iso.datetime();

export const partialSchema = z
  .strictObject({ name: z.string(), source: z.string(), createdAt: time, updatedAt: time })
  .meta({ id: 'Partial' });

export const partialView = ({ name, source, createdAt, updatedAt }: PartialRecord) => ({
  name,
  source,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});
