import fc from 'fast-check';
import type { JsonSchema } from './operation.ts';

/** What generated values may draw on. */
export interface Sources {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Ids and keys of things that are there, so that what lies behind the look-ups is met too. */
  readonly known: () => readonly string[];
}

const MOST_ITEMS = 4;
const DEEPEST = 6;

const FORMATS: Readonly<Record<string, () => fc.Arbitrary<unknown>>> = {
  'date-time': () =>
    fc
      .date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
  email: () => fc.emailAddress(),
  uuid: () => fc.uuid({ version: 7 }),
  uri: () => fc.webUrl(),
};

const words = ['ada@example.com', '+15551230001', 'https://hooks.example.com/a', 'de-AT', 'hello'];

const textOf = (schema: JsonSchema, sources: Sources): fc.Arbitrary<unknown> => {
  const { format, minLength = 0, maxLength = 40 } = schema;
  const longest = Math.max(minLength, Math.min(maxLength, 60));
  const known = fc.nat().map((n) => {
    const all = sources.known();
    return all[n % all.length] ?? 'unknown';
  });
  const formed = format === undefined ? undefined : FORMATS[format]?.();
  return fc.oneof(
    ...(formed === undefined ? [] : [{ weight: 6, arbitrary: formed }]),
    { weight: 3, arbitrary: known },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(...words) },
    { weight: 2, arbitrary: fc.string({ minLength, maxLength: longest }) },
  );
};

const numberOf = ({ type, minimum = -5, maximum = 1_000 }: JsonSchema): fc.Arbitrary<unknown> => {
  const min = Math.max(Math.ceil(minimum), -(2 ** 31));
  const max = Math.max(min, Math.min(Math.floor(maximum), 2 ** 31 - 1));
  const near = fc.integer({ min, max: Math.min(max, min + 20) });
  const whole = fc.oneof(near, fc.integer({ min, max }), fc.constantFrom(min, max));
  return type === 'integer' ? whole : fc.oneof(whole, fc.double({ min, max, noNaN: true }));
};

const objectOf = (schema: JsonSchema, sources: Sources, depth: number): fc.Arbitrary<unknown> => {
  const { properties = {}, required = [], additionalProperties: more } = schema;
  const record = fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, of]) => [name, valueAt(of, sources, depth + 1)]),
    ),
    { requiredKeys: required.filter((name) => name in properties) },
  );
  if (more === undefined || more === false) return record;
  const value = more === true ? fc.jsonValue({ maxDepth: 2 }) : valueAt(more, sources, depth + 1);
  const name =
    schema.propertyNames === undefined
      ? fc.string({ minLength: 1, maxLength: 12 })
      : valueAt(schema.propertyNames, sources, depth + 1).map(String);
  const beside = fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true });
  return fc.tuple(record, beside).map(([own, others]) => ({ ...others, ...own }));
};

/** A schema that stands for others: by name, one of several, or all of them at once. */
const choicesOf = (given: JsonSchema, sources: Sources): readonly JsonSchema[] | null => {
  if (given.$ref !== undefined) return [sources.schemas[given.$ref.split('/').at(-1) ?? ''] ?? {}];
  if (given.allOf !== undefined) return [given.allOf.reduce((all, part) => ({ ...all, ...part }))];
  return given.anyOf ?? given.oneOf ?? null;
};

const arrayOf = (schema: JsonSchema, sources: Sources, depth: number): fc.Arbitrary<unknown> => {
  const minLength = Math.min(schema.minItems ?? 0, MOST_ITEMS);
  const maxLength = Math.max(minLength, Math.min(schema.maxItems ?? MOST_ITEMS, MOST_ITEMS));
  return fc.array(valueAt(schema.items ?? {}, sources, depth + 1), { minLength, maxLength });
};

type OfType = (schema: JsonSchema, sources: Sources, depth: number) => fc.Arbitrary<unknown>;

const BY_TYPE: Readonly<Record<string, OfType>> = {
  object: objectOf,
  array: arrayOf,
  integer: numberOf,
  number: numberOf,
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  string: textOf,
};

const valueAt = (given: JsonSchema, sources: Sources, depth: number): fc.Arbitrary<unknown> => {
  if (depth > DEEPEST) return fc.constant(null);
  if (given.const !== undefined) return fc.constant(given.const);
  if (given.enum !== undefined) return fc.constantFrom(...given.enum);
  const choices = choicesOf(given, sources);
  if (choices !== null) {
    return fc.oneof(...choices.map((choice) => valueAt(choice, sources, depth + 1)));
  }
  const type = typeof given.type === 'string' ? given.type : given.type?.[0];
  const ofType = BY_TYPE[type ?? ''];
  return ofType === undefined ? fc.jsonValue({ maxDepth: 2 }) : ofType(given, sources, depth);
};

/** Values that mostly fit a schema: patterns and rules between fields are not known to it. */
export const valueOfSchema = (schema: JsonSchema, sources: Sources): fc.Arbitrary<unknown> =>
  valueAt(schema, sources, 0);
