import { Ajv, type ErrorObject } from 'ajv';
import { FORMATS } from './formats.ts';
import { narrowSchema, SchemaRefusal, STEP_KEYWORD } from './narrow-schema.ts';

const MAX_SCHEMA_LENGTH = 16 * 1_024;
/** Steps of one check: visits of parts of the schema to values, each by its weight. */
const MAX_STEPS = 100_000;
/** Characters of a text that are looked at in one step. */
const CHARACTERS_A_STEP = 16;

/** Ends a check that takes too long. */
export class SchemaBudgetExceeded extends Error {}

let stepsLeft = 0;

/**
 * Ajv (MIT, the validator most of Node uses) rather than one of our own: what a schema means is
 * settled there. It compiles schemas to code, so it only ever gets ones that `narrowSchema` made
 * small and plain, and each part of them pays for its visits; an interpreter would take ten times as
 * long for each message. It is told to see own properties only and to load nothing.
 */
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  ownProperties: true,
  addUsedSchema: false,
  logger: false,
  // Optimising what Ajv writes takes longer than all checks it would save.
  code: { optimize: false },
  formats: FORMATS as Record<string, (text: string) => boolean>,
});

ajv.addKeyword({
  keyword: STEP_KEYWORD,
  schemaType: 'number',
  errors: false,
  validate: (weight: number, data: unknown): boolean => {
    stepsLeft -= weight;
    if (typeof data === 'string') stepsLeft -= data.length / CHARACTERS_A_STEP;
    if (stepsLeft < 0) throw new SchemaBudgetExceeded();
    return true;
  },
});

/** What is wrong with data; null: nothing. Throws `SchemaBudgetExceeded`. */
export type SchemaValidator = (data: unknown) => readonly ErrorObject[] | null;

/** Checks and compiles a schema. Throws a `SchemaRefusal`. */
export const compileSchema = (schema: unknown): SchemaValidator => {
  if (JSON.stringify(schema).length > MAX_SCHEMA_LENGTH) {
    throw new SchemaRefusal('schema', `It is longer than ${MAX_SCHEMA_LENGTH / 1_024} KiB.`);
  }
  const narrowed = narrowSchema(schema) as Record<string, unknown> | boolean;
  try {
    const validate = ajv.compile(narrowed);
    return (data) => {
      stepsLeft = MAX_STEPS;
      return validate(data) ? null : (validate.errors ?? []);
    };
  } catch (error) {
    // What the meta-schema says, as in: schema.properties.a.type must be equal to one of …
    throw new SchemaRefusal('schema', error instanceof Error ? error.message : 'It is no schema.');
  } finally {
    // It would keep every schema it has ever seen.
    ajv.removeSchema(narrowed);
  }
};
