import {
  ALLOWED_KEYWORDS,
  ANNOTATIONS,
  SCHEMA_KEYWORDS,
  SCHEMA_LISTS,
  SCHEMA_MAPS,
} from './keywords.ts';
import { FORMATS } from './formats.ts';

const MAX_DEPTH = 20;
/** The keyword that makes each part of a schema pay, see `compileSchema`. */
export const STEP_KEYWORD = 'carillonStep';

/** A schema that a template must not have. */
export class SchemaRefusal extends Error {
  /** Dotted, from `schema`. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.name = 'SchemaRefusal';
    this.path = path;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const mapNames = (value: unknown, path: string, change: (v: unknown, path: string) => unknown) => {
  if (!isFields(value)) throw new SchemaRefusal(path, 'Schemas by name are expected here.');
  if (Object.hasOwn(value, '__proto__')) throw new SchemaRefusal(path, 'This name is not allowed.');
  return Object.fromEntries(
    Object.entries(value).map(([name, schema]) => [name, change(schema, `${path}.${name}`)]),
  );
};

const narrowKeyword = (keyword: string, value: unknown, path: string, depth: number): unknown => {
  const narrow = (schema: unknown, at: string): unknown => narrowSchema(schema, at, depth + 1);
  if (!ALLOWED_KEYWORDS.has(keyword)) {
    throw new SchemaRefusal(path, `The keyword ${keyword} is not allowed.`);
  }
  if (keyword === 'format' && !(typeof value === 'string' && Object.hasOwn(FORMATS, value))) {
    const known = Object.keys(FORMATS).join(', ');
    throw new SchemaRefusal(path, `This format is not known; known are ${known}.`);
  }
  if (SCHEMA_KEYWORDS.has(keyword)) return narrow(value, path);
  if (SCHEMA_MAPS.has(keyword)) return mapNames(value, path, narrow);
  if (!SCHEMA_LISTS.has(keyword)) return value;
  if (!Array.isArray(value)) throw new SchemaRefusal(path, 'A list of schemas is expected here.');
  return value.map((schema, i) => narrow(schema, `${path}.${i}`));
};

/** How much a visit costs: its keywords and, roughly, what their values are compared with. */
const weightOf = (own: Fields): number => {
  const compared = [
    own['enum'],
    own['const'],
    own['required'],
    Object.keys(own['properties'] ?? {}),
  ];
  return 1 + Object.keys(own).length + Math.floor(JSON.stringify(compared).length / 32);
};

/**
 * A schema with only what is allowed (`ALLOWED_KEYWORDS`), without annotations, and with a step to be
 * paid for at each visit of each of its parts. Throws a `SchemaRefusal`.
 */
export function narrowSchema(schema: unknown, path = 'schema', depth = 0): unknown {
  if (typeof schema === 'boolean') return schema;
  if (!isFields(schema)) throw new SchemaRefusal(path, 'A schema is an object, true or false.');
  if (depth > MAX_DEPTH) throw new SchemaRefusal(path, `More than ${MAX_DEPTH} levels.`);
  const own = Object.entries(schema)
    .filter(([keyword]) => !ANNOTATIONS.has(keyword))
    .map(([keyword, value]) => [
      keyword,
      narrowKeyword(keyword, value, `${path}.${keyword}`, depth),
    ]);
  const narrowed = Object.fromEntries(own) as Fields;
  return { ...narrowed, [STEP_KEYWORD]: weightOf(schema) };
}
