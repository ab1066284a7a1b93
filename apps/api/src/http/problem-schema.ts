import { ERROR_CODES } from '@carillon/domain';
import { z } from 'zod';

export const fieldErrorSchema = z
  .strictObject({
    path: z.string().meta({ description: 'Dotted, as in content.body.' }),
    code: z.string(),
    message: z.string(),
    line: z.int().optional().meta({ description: "Within a template's source, counted from 1." }),
    column: z.int().optional(),
  })
  .meta({ id: 'FieldError' });

/** RFC 9457, with our code, the fields at fault and the request's id. */
export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(ERROR_CODES),
    detail: z.string(),
    errors: z.array(fieldErrorSchema).optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
