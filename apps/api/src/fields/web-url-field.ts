import { z } from 'zod';

const MAX_LENGTH = 2_048;
const WEB_URL = /^https?:\/\/[^\s\p{Cc}\\]+$/iu;

/** An absolute http or https URL that a person may be sent to; kept as it was written. */
export const webUrlField = () =>
  z
    .string()
    .max(MAX_LENGTH)
    .refine((text) => WEB_URL.test(text) && URL.canParse(text), 'An http or https URL is expected.')
    .meta({ format: 'uri' });
