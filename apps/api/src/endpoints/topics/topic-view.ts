import type { TopicRecord } from '@carillon/repositories';
import { z } from 'zod';

export const topicSchema = z
  .strictObject({
    key: z.string(),
    name: z.string().nullable(),
    members: z.int().meta({ description: 'How many subscribers hear it.' }),
  })
  .meta({ id: 'Topic' });

/** What a client sees of a topic. */
export const topicView = ({ key, name, members }: TopicRecord): z.output<typeof topicSchema> => ({
  key,
  name,
  members,
});
