/**
 * The keywords of JSON Schema that a template's schema may use: those whose cost is in proportion to
 * the data. Left out are `pattern` and `patternProperties` (an author's regular expression can take
 * exponential time), `uniqueItems` (quadratic), `$ref` and `$dynamicRef` (a few of them multiply to
 * any number of checks, and they may lead out of the document), `$data`, and what collects
 * annotations (`unevaluatedProperties`).
 */
export const ALLOWED_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'type enum const properties required additionalProperties propertyNames minProperties ' +
    'maxProperties items minItems maxItems contains minLength maxLength format minimum maximum ' +
    'exclusiveMinimum exclusiveMaximum multipleOf allOf anyOf oneOf not if then else'
  ).split(' '),
);

/** They say something about a schema and check nothing. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(
  '$schema $id $comment title description default examples deprecated readOnly writeOnly'.split(
    ' ',
  ),
);

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
export const SCHEMA_KEYWORDS: ReadonlySet<string> = new Set(
  'additionalProperties propertyNames items contains not if then else'.split(' '),
);
export const SCHEMA_LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf']);
export const SCHEMA_MAPS: ReadonlySet<string> = new Set(['properties']);
