import { MAX_TOPIC_CHANGES } from '@carillon/domain';
import { z } from 'zod';
import { addressField } from '../../fields/address-field.ts';

/** Who is to join a topic or to leave it; to name somebody twice is to name him once. */
export const memberChangesSchema = z
  .strictObject({ subscriberIds: z.array(addressField('in_app')).min(1).max(MAX_TOPIC_CHANGES) })
  .meta({ id: 'TopicMembers' });
