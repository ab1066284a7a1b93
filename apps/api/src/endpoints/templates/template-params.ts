import { z } from 'zod';
import { keyField } from '../../fields/key-field.ts';

/** A template as a path names it; no other key can be. */
export const templateParams = z.strictObject({ key: keyField() });
