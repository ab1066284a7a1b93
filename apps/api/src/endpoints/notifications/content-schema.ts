import {
  CHANNELS,
  type Channel,
  MAX_BODY_LENGTH,
  MAX_HTML_BYTES,
  MAX_TITLE_LENGTH,
} from '@carillon/domain';
import { z } from 'zod';
import { dataField } from '../../fields/data-field.ts';
import { webUrlField } from '../../fields/web-url-field.ts';

const body = z.string().min(1).max(MAX_BODY_LENGTH);

const html = z
  .string()
  .max(MAX_HTML_BYTES)
  .refine(
    (text) => Buffer.byteLength(text) <= MAX_HTML_BYTES,
    `At most ${MAX_HTML_BYTES} bytes of UTF-8.`,
  );

const fields = {
  title: z.string().max(MAX_TITLE_LENGTH).optional(),
  html: html.optional(),
  url: webUrlField().optional(),
  data: dataField().optional(),
};

const override = z
  .strictObject({ ...fields, body: body.optional() })
  .meta({ id: 'ContentOverride' });

const overrides = Object.fromEntries(
  CHANNELS.map((channel) => [channel, override.optional()]),
) as Record<Channel, z.ZodOptional<typeof override>>;

/** What a notification says; an override replaces single fields for one channel. */
export const contentSchema = z
  .strictObject({ ...fields, body, overrides: z.strictObject(overrides).optional() })
  .meta({ id: 'Content' });
