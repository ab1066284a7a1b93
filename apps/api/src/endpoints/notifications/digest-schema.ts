import { MAX_AHEAD_MS, MAX_DIGEST_ITEMS } from '@carillon/domain';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';

/** Collected with others for the same recipient, channel and category, and sent as one. */
export const digestSchema = z
  .strictObject({
    key: textField(255),
    windowMs: z.int().min(1).max(MAX_AHEAD_MS).meta({
      description: 'The window begins with the first item and is not extended.',
    }),
    maxItems: z.int().min(1).max(MAX_DIGEST_ITEMS).optional().meta({
      description: 'Flushed as soon as there are so many.',
    }),
  })
  .meta({
    id: 'Digest',
    description:
      'Collected by recipient, channel and category, and sent as one; one item alone is sent as itself. ' +
      'A template gets it.items, the data of each.',
  });
