import type { InboxCounts } from '@carillon/repositories';
import { z } from 'zod';

export const inboxCountsSchema = z
  .strictObject({
    unread: z.int().meta({ description: 'Neither read nor archived.' }),
    unseen: z.int().meta({ description: 'Neither seen nor archived.' }),
    total: z.int(),
    version: z.int().meta({ description: 'Grows with every change; the counts are those of it.' }),
  })
  .meta({ id: 'InboxCounts' });

/** What a client sees of an inbox's counts. */
export const inboxCountsView = ({
  unread,
  unseen,
  total,
  version,
}: InboxCounts): z.output<typeof inboxCountsSchema> => ({ unread, unseen, total, version });
