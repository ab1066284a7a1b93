import type { z } from 'zod';
import { configMetaOf, innerSchema } from './config-meta.ts';

/** One entry of a config schema as documentation sees it. */
export interface ConfigEntry {
  readonly name: string;
  readonly description: string;
  /** The allowed values in words; empty when the schema does not say. */
  readonly expected: string;
  readonly secret: boolean;
  /** True when there is neither a default nor a way to leave it out. */
  readonly required: boolean;
  /** The default as one would write it in the environment; null without one, when secret or a Map. */
  readonly default: string | null;
}

/** A value as one would write it in the environment; null when it has no such form (a Map). */
const written = (value: unknown): string | null => {
  if (Array.isArray(value)) return value.map(written).join(',');
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
};

/** The outermost default of a schema as text, or null. */
const defaultOf = (schema: z.ZodType): string | null => {
  const { def } = schema;
  const hasDefault = def.type === 'default' || def.type === 'prefault';
  if (hasDefault && 'defaultValue' in def) return written(def.defaultValue);
  const inner = innerSchema(schema);
  return inner === null ? null : defaultOf(inner);
};

const valuesOf = (schema: z.ZodType): string => {
  const { def } = schema;
  if (def.type === 'enum' && 'entries' in def) {
    return `one of ${Object.values(def.entries as Record<string, string>).join(', ')}`;
  }
  const inner = innerSchema(schema);
  return inner === null ? '' : valuesOf(inner);
};

/** Lists what a config schema knows about itself, in its own order; `.env.example` is made of it. */
export const describeConfig = (schema: z.ZodObject): ConfigEntry[] =>
  Object.entries(schema.shape).map(([name, value]) => {
    const entry = value as z.ZodType;
    const meta = configMetaOf(entry);
    const secret = meta.secret === true;
    return {
      name,
      description: meta.description ?? '',
      expected: meta.expected ?? valuesOf(entry),
      secret,
      required: !entry.safeParse(undefined).success,
      default: secret ? null : defaultOf(entry),
    };
  });
