import { z } from 'zod';

const MAX_LIMIT = 1000;

/** `?limit=`: 1 to 1,000, all of them unless said otherwise. */
export const limitField = z.coerce.number().int().min(1).max(MAX_LIMIT).default(MAX_LIMIT);
