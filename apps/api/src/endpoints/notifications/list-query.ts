import { CHANNELS, NOTIFICATION_STATUSES, PRIORITIES } from '@carillon/domain';
import { z } from 'zod';
import { addressQuery } from '../../fields/address-query.ts';
import { idField } from '../../fields/id-field.ts';
import { pageQuery } from '../../fields/page-query.ts';
import { timeField } from '../../fields/time-field.ts';

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
  recipient: addressQuery().optional().meta({ description: 'Any of its addresses, exactly.' }),
  batchId: idField().optional(),
  correlationId: z.string().optional(),
});

export type ListQuery = z.output<typeof listQuery>;
