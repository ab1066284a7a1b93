import {
  ALLOWED_KEYWORDS,
  ANNOTATIONS,
  SCHEMA_KEYWORDS,
  SCHEMA_LISTS,
  SCHEMA_MAPS,
} from './keywords.ts';
import { FORMATS } from './formats.ts';

/** Keywords within each other. */
const MAX_DEPTH = 40;
/** Compiling a part takes 0.1 ms. */
const MAX_PARTS = 150;
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

/** Where in a schema the narrowing is. */
interface Place {
  readonly path: string;
  readonly depth: number;
  /** Of the whole schema, so far. */
  readonly parts: { count: number };
}

const below = ({ path, depth, parts }: Place, key: string | number): Place => ({
  path: `${path}.${key}`,
  depth: depth + 1,
  parts,
});

const narrowNamed = (value: unknown, place: Place): unknown => {
  if (!isFields(value)) throw new SchemaRefusal(place.path, 'Schemas by name are expected here.');
  if (Object.hasOwn(value, '__proto__')) {
    throw new SchemaRefusal(place.path, 'This name is not allowed.');
  }
  const named = Object.entries(value).map(([name, schema]) => [
    name,
    narrowPart(schema, below(place, name)),
  ]);
  return Object.fromEntries(named);
};

const narrowKeyword = (keyword: string, value: unknown, place: Place): unknown => {
  if (!ALLOWED_KEYWORDS.has(keyword)) {
    throw new SchemaRefusal(place.path, `The keyword ${keyword} is not allowed.`);
  }
  if (keyword === 'format' && !(typeof value === 'string' && Object.hasOwn(FORMATS, value))) {
    const known = Object.keys(FORMATS).join(', ');
    throw new SchemaRefusal(place.path, `This format is not known; known are ${known}.`);
  }
  if (SCHEMA_KEYWORDS.has(keyword)) return narrowPart(value, place);
  if (SCHEMA_MAPS.has(keyword)) return narrowNamed(value, place);
  if (!SCHEMA_LISTS.has(keyword)) return value;
  if (!Array.isArray(value)) {
    throw new SchemaRefusal(place.path, 'A list of schemas is expected here.');
  }
  return value.map((schema, i) => narrowPart(schema, below(place, i)));
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

function narrowPart(schema: unknown, place: Place): unknown {
  if (typeof schema === 'boolean') return schema;
  const { path, depth, parts } = place;
  if (!isFields(schema)) throw new SchemaRefusal(path, 'A schema is an object, true or false.');
  parts.count += 1;
  if (depth > MAX_DEPTH) throw new SchemaRefusal(path, `More than ${MAX_DEPTH} levels.`);
  if (parts.count > MAX_PARTS) throw new SchemaRefusal(path, `More than ${MAX_PARTS} parts.`);
  const own = Object.entries(schema)
    .filter(([keyword]) => !ANNOTATIONS.has(keyword))
    .map(([keyword, value]) => [keyword, narrowKeyword(keyword, value, below(place, keyword))]);
  return { ...(Object.fromEntries(own) as Fields), [STEP_KEYWORD]: weightOf(schema) };
}

/**
 * A schema with only what is allowed (`ALLOWED_KEYWORDS`), without annotations, and with a step to be
 * paid for at each visit of each of its parts. Throws a `SchemaRefusal`.
 */
export const narrowSchema = (schema: unknown): unknown =>
  narrowPart(schema, { path: 'schema', depth: 0, parts: { count: 0 } });
