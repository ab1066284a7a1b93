import { z } from 'zod';

/** What a broadcast is answered with: its members' notifications are made afterwards. */
export const acceptedBroadcastSchema = z
  .strictObject({
    batchId: z.uuid().meta({ description: 'Its progress: `GET /batches/{id}`.' }),
    topic: z.string(),
  })
  .meta({ id: 'AcceptedBroadcast' });
