import { RETRY_BOUNDS } from '@carillon/domain';
import { z } from 'zod';

const whole = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.int().min(min).max(max);

/** `{delaysMs}` alone: n delays are n + 1 attempts. */
const listed = z.strictObject({
  delaysMs: z.array(whole(RETRY_BOUNDS.delayMs)).max(RETRY_BOUNDS.maxAttempts.max - 1),
});

/** Backoff by formula, each part optional. */
const exponential = z.strictObject({
  maxAttempts: whole(RETRY_BOUNDS.maxAttempts).optional(),
  baseMs: whole(RETRY_BOUNDS.baseMs).optional(),
  factor: z.number().min(RETRY_BOUNDS.factor.min).max(RETRY_BOUNDS.factor.max).optional(),
  capMs: whole(RETRY_BOUNDS.capMs).optional(),
});

const isListed = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'delaysMs' in value;

const jsonSchemaOf = (schema: z.ZodType) => {
  const json = z.toJSONSchema(schema);
  delete json.$schema;
  return json;
};

/** A union would only say that neither fits: the one that was meant tells what is wrong. */
export const retrySchema = z
  .unknown()
  .transform((value, ctx): z.output<typeof listed> | z.output<typeof exponential> => {
    const parsed = (isListed(value) ? listed : exponential).safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      ctx.issues.push({ ...issue, input: value } as (typeof ctx.issues)[number]);
    }
    return z.NEVER;
  })
  .meta({
    id: 'Retry',
    description: 'delaysMs stands alone: n delays are n + 1 attempts.',
    anyOf: [jsonSchemaOf(exponential), jsonSchemaOf(listed)],
  });
