import { z } from 'zod';

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** What a caller calls a thing of his: safe in a URL's path, compared with case. */
export const keyField = () =>
  z.string().regex(KEY, 'Letters, digits, dots, dashes and underscores are expected, at most 100.');
