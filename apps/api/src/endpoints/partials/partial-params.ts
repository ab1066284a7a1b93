import { z } from 'zod';
import { keyField } from '../../fields/key-field.ts';

/** A partial as a path names it; no other name can be. */
export const partialParams = z.strictObject({ name: keyField() });
