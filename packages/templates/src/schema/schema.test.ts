import { createRenderer } from '../render/create-renderer.ts';
import { checkSchema } from './check-schema.ts';

const check = (schema: Record<string, unknown>, data: Record<string, unknown>) =>
  createRenderer().checkData({
    cacheKey: 't',
    template: { channels: { sms: { text: 'x' } }, schema },
    channels: ['sms'],
    data,
  });

const order = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'An order',
  type: 'object',
  required: ['id', 'items'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: 1, description: 'Its number' },
    email: { type: 'string', format: 'email' },
    items: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', maxLength: 5 }, size: { enum: ['s', 'm'] } },
      },
    },
  },
};

test('lets data pass that matches', () => {
  expect(check(order, { id: 1, items: [{ name: 'a', size: 's' }] })).toEqual({ ok: true });
});

test('tells all that does not match, by path', () => {
  const data = { id: 0, email: 'x', items: [{}, { name: 'longer', size: 'x' }], extra: 1 };
  const result = check(order, data);
  expect(result).toMatchObject({ ok: false, code: 'data_schema_mismatch' });
  const errors = result.ok ? [] : (result.errors ?? []);
  expect(errors.map(({ path }) => path).toSorted()).toEqual([
    'data.email',
    'data.extra',
    'data.id',
    'data.items.0.name',
    'data.items.1.name',
    'data.items.1.size',
  ]);
});

test('sees own properties only', () => {
  expect(check({ required: ['toString'] }, {})).toMatchObject({ code: 'data_schema_mismatch' });
});

test('tells at most twenty mismatches', () => {
  const result = check(
    { properties: { l: { items: { type: 'string' } } } },
    { l: [...Array(99).keys()] },
  );
  expect(result.ok ? [] : result.errors).toHaveLength(20);
});

test.each([
  ['date', '2024-02-29', '2023-02-29'],
  ['date', '2026-12-31', '2026-13-01'],
  ['time', '23:59:59Z', '24:00:00Z'],
  ['date-time', '2026-01-01T00:00:00.5+02:00', '2026-01-01'],
  ['email', 'a.b+c@d.example', 'a@b@c'],
  ['uri', 'https://a.example/', 'nothing'],
  ['uuid', '019a1b2c-0000-7000-8000-000000000000', '019a1b2c'],
])('checks the format %s', (format, good, bad) => {
  const schema = { properties: { x: { format } } };
  expect(check(schema, { x: good })).toEqual({ ok: true });
  expect(check(schema, { x: bad })).toMatchObject({ code: 'data_schema_mismatch' });
  expect(check(schema, { x: good.padEnd(3_000, '0') })).toMatchObject({ ok: false });
});

const nested = (levels: number): object =>
  levels === 0 ? {} : { properties: { a: nested(levels - 1) } };

test.each<[string, unknown]>([
  ['a pattern, which can take exponential time', { pattern: '(a+)+$' }],
  ['patternProperties', { patternProperties: { '(a+)+$': {} } }],
  ['a reference', { $ref: '#' }],
  ['a remote reference', { properties: { a: { $ref: 'https://a.example/schema' } } }],
  ['$data', { const: 1, minimum: { $data: '1/a' } }],
  ['$dynamicRef', { $dynamicRef: '#a' }],
  ['uniqueItems, which is quadratic', { uniqueItems: true }],
  ['unevaluatedProperties', { unevaluatedProperties: false }],
  ['a keyword of our own', { carillonStep: -1_000_000 }],
  ['a format that is not known', { format: 'regex' }],
  ['__proto__', JSON.parse('{"properties":{"__proto__":{"type":"string"}}}')],
  ['a type that there is not', { type: 'text' }],
  ['something else than a schema', { items: 'string' }],
  ['a list where there is one schema', { not: [] }],
  ['one schema where there is a list', { anyOf: {} }],
  ['many parts', { anyOf: Array.from({ length: 200 }, () => ({})) }],
  ['deep nesting', nested(30)],
  ['much text', { enum: ['x'.repeat(20_000)] }],
])('refuses a schema with %s', (_, schema) => {
  expect(checkSchema(schema)).toMatchObject([{ code: 'template_invalid' }]);
});

test.each<[string, Record<string, unknown>, unknown]>([
  ['many values', { items: { type: 'string' } }, Array.from({ length: 100_000 }, () => 1)],
  [
    'many choices',
    { items: { anyOf: Array.from({ length: 100 }, (_, i) => ({ const: i })) } },
    Array.from({ length: 5_000 }, () => 'x'),
  ],
  [
    'long texts, measured often',
    { allOf: Array.from({ length: 140 }, () => ({ minLength: 500_000 })) },
    'é'.repeat(120_000),
  ],
])('stops a check that takes too long: %s', (_, schema, l) => {
  expect(check({ properties: { l: schema } }, { l })).toMatchObject({
    ok: false,
    code: 'template_budget_exceeded',
  });
});

test('a schema of the largest size is compiled in time', () => {
  const properties = Object.fromEntries(
    Array.from({ length: 148 }, (_, i) => [
      `field${i}`,
      { type: ['string', 'null'], maxLength: i },
    ]),
  );
  checkSchema({});
  const { user } = process.threadCpuUsage();
  expect(checkSchema({ properties, required: Object.keys(properties) })).toEqual([]);
  expect((process.threadCpuUsage().user - user) / 1_000).toBeLessThan(50);
});
