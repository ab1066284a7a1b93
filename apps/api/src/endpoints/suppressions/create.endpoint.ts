import { CarillonError, CHANNELS } from '@carillon/domain';
import { putSuppression } from '@carillon/repositories';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';
import { timeField } from '../../fields/time-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { suppressedAddress } from './suppressed-address.ts';
import { exampleSuppression, suppressionSchema, suppressionView } from './suppression-view.ts';

const body = z
  .strictObject({
    channel: z.enum(CHANNELS),
    address: z.string().max(4_096),
    reason: textField(255),
    category: textField(100).optional().meta({ description: 'Every category when left out.' }),
    until: timeField().optional().meta({ description: 'For good when left out.' }),
  })
  .meta({ id: 'SuppressionInput' });

export const createSuppressionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/suppressions',
  scope: 'subscribers:write',
  tag: 'Suppressions',
  summary: 'Send nothing to an address any more',
  description: 'What still waits for it becomes suppressed when its turn comes.',
  body,
  audits: true,
  answers: {
    201: { description: 'On the list.', schema: suppressionSchema, example: exampleSuppression },
  },
  example: { body: { channel: 'email', address: 'ada@example.com', reason: 'asked by letter' } },
  handle: async ({ services: { database, clock }, caller: { tenantId }, body: input }) => {
    const { channel, reason, category = null, until = null } = input;
    const address = suppressedAddress(channel, input.address);
    if (until !== null && until <= clock.now()) {
      const errors = [{ path: 'until', code: 'invalid_value', message: 'until is past.' }];
      throw new CarillonError('validation_failed', 'The time is past.', { errors });
    }
    const entry = { tenantId, channel, address, reason, category, until };
    return answer(201, suppressionView(await putSuppression(database, entry)));
  },
});
