import { CHANNELS } from '@carillon/domain';
import type { DeadLetterFilter } from '@carillon/repositories';
import { z } from 'zod';
import { keyField } from '../../fields/key-field.ts';
import { timeField } from '../../fields/time-field.ts';
import { versionField } from '../../fields/version-field.ts';

/** By what dead letters are chosen: all of what is given has to fit. */
export const filterFields = {
  channel: z.enum(CHANNELS).optional(),
  provider: z.string().max(100).optional(),
  code: z.string().max(1_000).optional(),
  templateKey: keyField().optional(),
  templateVersion: versionField().optional(),
  from: timeField().optional().meta({ description: 'Given up then or later.' }),
  to: timeField().optional().meta({ description: 'Given up before then.' }),
};

/** The same in a query, where everything is text. */
export const listFilterFields = {
  ...filterFields,
  templateVersion: z.coerce.number().pipe(versionField()).optional(),
};

type Fields = {
  readonly [Name in keyof typeof filterFields]?: z.output<(typeof filterFields)[Name]>;
};

/** The filter that the fields of a request say. */
export const deadLetterFilter = (
  fields: Fields & { readonly deliveryIds?: readonly string[] | undefined },
): DeadLetterFilter => ({
  channel: fields.channel ?? null,
  provider: fields.provider ?? null,
  code: fields.code ?? null,
  templateKey: fields.templateKey ?? null,
  templateVersion: fields.templateVersion ?? null,
  from: fields.from ?? null,
  to: fields.to ?? null,
  deliveryIds: fields.deliveryIds ?? null,
});
