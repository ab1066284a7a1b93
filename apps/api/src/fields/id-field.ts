import { isUuid } from '@carillon/domain';
import { z } from 'zod';

/** A UUID in lower case, as every id here. */
export const idField = () =>
  z.string().refine(isUuid, 'An id is a UUID in lower case.').meta({ format: 'uuid' });

/** The path of one thing: `{id}`. */
export const idParams = z.strictObject({ id: idField() });
