import { z } from 'zod';

/** What an entry of a config schema says about itself, given with zod's `.meta({…})`. */
export interface ConfigMeta {
  /** What it is for and what follows from it; becomes the comment in `.env.example`. */
  readonly description?: string | undefined;
  /** Never shown: not in an error, not in a log, not in `.env.example`. */
  readonly secret?: boolean;
  /** The allowed values in words, as in "a port from 0 to 65535"; used in errors. */
  readonly expected?: string;
}

/** The schema inside `.default()`, `.optional()`, `.transform()` and the like; null at the core. */
export const innerSchema = (schema: z.ZodType): z.ZodType | null => {
  const { def } = schema;
  if ('innerType' in def) return def.innerType as z.ZodType;
  if (def.type === 'pipe' && 'in' in def) return def.in as z.ZodType;
  return null;
};

/** Everything said about an entry; where a wrapper and the core both speak, the wrapper wins. */
export const configMetaOf = (schema: z.ZodType): ConfigMeta => {
  const inner = innerSchema(schema);
  return {
    ...(inner === null ? {} : configMetaOf(inner)),
    ...z.globalRegistry.get(schema),
  };
};
