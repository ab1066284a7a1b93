import { checkData, MAX_METADATA_KEYS } from '@carillon/domain';
import { z } from 'zod';

type Metadata = Readonly<Record<string, string | number | boolean>>;

const SIMPLE = new Set(['string', 'number', 'boolean']);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Given back, never sent: at most 50 keys of text, number or boolean. */
export const metadataSchema = z
  .custom<Metadata>(isObject, 'An object is expected.')
  .check((ctx) => {
    if (!isObject(ctx.value)) return;
    const refuse = (message: string, path: string[] = []): void => {
      ctx.issues.push({ code: 'custom', input: ctx.value, message, path });
    };
    const entries = Object.entries(ctx.value);
    if (entries.length > MAX_METADATA_KEYS)
      refuse(`At most ${MAX_METADATA_KEYS} keys are allowed.`);
    for (const [key, value] of entries) {
      if (!SIMPLE.has(typeof value)) refuse('Text, a number or a boolean is expected.', [key]);
    }
    const wrong = checkData(ctx.value, '');
    if (wrong !== null) refuse(wrong.message, wrong.path.split('.').filter(Boolean));
  })
  .meta({
    type: 'object',
    maxProperties: MAX_METADATA_KEYS,
    additionalProperties: { type: ['string', 'number', 'boolean'] },
  });
