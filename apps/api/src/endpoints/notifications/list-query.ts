import {
  CHANNELS,
  NOTIFICATION_STATUSES,
  parseEmail,
  parseWebhookUrl,
  PRIORITIES,
} from '@carillon/domain';
import { z } from 'zod';
import { idField } from '../../fields/id-field.ts';
import { pageQuery } from '../../fields/page-query.ts';
import { timeField } from '../../fields/time-field.ts';

/** An address as it would have been stored, had a request named it. */
const normalise = (text: string): string => {
  const parsed = /^https?:/i.test(text) ? parseWebhookUrl(text) : parseEmail(text);
  return parsed.ok ? parsed.address : text;
};

export const listQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(NOTIFICATION_STATUSES).optional(),
  channel: z.enum(CHANNELS).optional(),
  priority: z.enum([...PRIORITIES, 'urgent']).optional(),
  category: z.string().optional(),
  from: timeField().optional().meta({ description: 'Accepted then or later.' }),
  to: timeField().optional().meta({ description: 'Accepted before then.' }),
  entityType: z.string().optional(),
  entityId: z.string().optional(),
  recipient: z
    .string()
    .transform(normalise)
    .optional()
    .meta({ description: 'Any of its addresses, exactly.' }),
  batchId: idField().optional(),
  correlationId: z.string().optional(),
});

export type ListQuery = z.output<typeof listQuery>;
