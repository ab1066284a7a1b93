import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';

/** A category as requests name it. */
export const categoryParams = z.strictObject({ key: textField(100) });
