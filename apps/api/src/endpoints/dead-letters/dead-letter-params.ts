import { z } from 'zod';
import { idField } from '../../fields/id-field.ts';

/** A dead letter goes by the id of its delivery. */
export const deadLetterParams = z.strictObject({ deliveryId: idField() });
