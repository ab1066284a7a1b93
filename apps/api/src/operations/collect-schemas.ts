import { z } from 'zod';

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

export interface SchemaCollection {
  readonly schemaOf: (schema: z.ZodType, io: 'input' | 'output') => JsonSchema;
  /** The named ones among all that were asked for. */
  readonly components: () => Readonly<Record<string, JsonSchema>>;
}

const OURS = '#/components/schemas/';

/** zod names a schema with `.meta({ id })` and refers to it below `#/$defs/`. */
const withOurReferences = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${OURS}`)) as JsonSchema;

/** OpenAPI 3.1 says it once, for the whole document. */
const withoutDialect = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$schema'));

/** Turns zod schemas into JSON Schema; those with a name are kept once, as components. */
export const collectSchemas = (): SchemaCollection => {
  const named = new Map<string, JsonSchema>();
  return {
    schemaOf: (schema, io) => {
      const json = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
      const { $defs = {}, ...own } = withOurReferences(json as JsonSchema);
      for (const [name, definition] of Object.entries($defs as Record<string, JsonSchema>)) {
        named.set(name, definition);
      }
      return withoutDialect(own);
    },
    components: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
};
