import { MAX_AHEAD_MS } from '@carillon/domain';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';

/** Within the window a second request with this key is answered with the first notification. */
export const dedupeSchema = z
  .strictObject({ key: textField(255), windowMs: z.int().min(1).max(MAX_AHEAD_MS) })
  .meta({
    id: 'Dedupe',
    description: 'Per tenant; the window begins with the first and is not extended.',
  });
