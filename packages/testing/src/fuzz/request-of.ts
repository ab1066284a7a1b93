import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile-values.ts';
import { mutate } from './mutate.ts';
import type { Operation } from './operation.ts';
import { valueOfSchema, type Sources } from './value-of-schema.ts';

/** A request as it goes over the wire. */
export interface FuzzRequest {
  readonly operation: Operation;
  readonly method: string;
  /** Below the base path, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

const JSON_TYPE = 'application/json';
const ODD_TYPES = ['text/plain', 'application/xml', 'application/json; charset=utf-16', ''];
const ODD_METHODS = ['PUT', 'PATCH', 'DELETE', 'POST', 'TRACE', 'HEAD'];
const ODD_KEYS = ['k'.repeat(256), 'ä', '\t', 'one-and-the-same'];
const ODD_TRACES = ['00-0-0-0', 'x'.repeat(500)];

const oneIn = <T>(n: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc
    .option(arbitrary, { freq: n, nil: null })
    .map((value) => value)
    .chain((value) => fc.nat(n).map((turn) => (turn === 0 ? value : null)));

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const pathOf = (operation: Operation, sources: Sources): fc.Arbitrary<string> => {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const value = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.nat().map((n) => sources.known()[n % sources.known().length] ?? 'x'),
    },
    { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
    { weight: 2, arbitrary: hostileText() },
  );
  return fc
    .tuple(...names.map(() => value))
    .map((values) =>
      names.reduce(
        (path, name, i) => path.replace(`{${name}}`, encoded(values[i] || 'x')),
        operation.path,
      ),
    );
};

const queryOf = ({ parameters }: Operation, sources: Sources): fc.Arbitrary<string> => {
  const named = parameters.filter((parameter) => parameter.in === 'query');
  const parts = named.map(({ name, schema }) =>
    fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      {
        weight: 3,
        arbitrary: valueOfSchema(schema, sources).map((v) => `${name}=${encoded(String(v))}`),
      },
      { weight: 1, arbitrary: hostileText().map((text) => `${name}=${encoded(text)}`) },
    ),
  );
  const stray = fc.oneof(
    { weight: 12, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('limit=0', 'cursor=%ff', 'a=b', 'limit=1&limit=2', 'a[b]=c'),
    },
  );
  return fc.tuple(...parts, stray).map((all) => {
    const given = all.filter((part) => part !== null);
    return given.length === 0 ? '' : `?${given.join('&')}`;
  });
};

/** JSON that `JSON.stringify` would not write, too: lone surrogates stay, a key may be `__proto__`. */
const bodyOf = (operation: Operation, sources: Sources): fc.Arbitrary<Buffer | null> => {
  const described = operation.requestBody?.content[JSON_TYPE];
  if (described === undefined) {
    return fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constant(Buffer.from('{"a":1}')) },
    );
  }
  const { schema, example } = described;
  const good = fc.oneof(
    { weight: 4, arbitrary: fc.constant(example ?? {}) },
    { weight: 3, arbitrary: valueOfSchema(schema, sources) },
  );
  const place = fc.array(fc.nat(50), { minLength: 1, maxLength: 5 });
  const bad = fc
    .tuple(good, place, hostileValue())
    .map(([value, where, hostile]) => mutate(value, where, hostile));
  const json = fc
    .oneof({ weight: 3, arbitrary: good }, { weight: 4, arbitrary: bad })
    .map((value) => Buffer.from(JSON.stringify(value) ?? ''));
  const broken = json.chain((whole) =>
    fc.constantFrom(
      whole.subarray(0, Math.ceil(whole.length / 2)),
      Buffer.concat([whole, whole]),
      Buffer.from('{"__proto__": {"a": 1}, "to": {"email": "\\ud800"}}'),
      Buffer.from([0xff, 0xfe, 0x7b]),
      Buffer.from('['.repeat(5_000)),
      Buffer.alloc(0),
    ),
  );
  return fc.oneof({ weight: 12, arbitrary: json }, { weight: 1, arbitrary: broken });
};

/** Requests for one operation: many that are right, more that are nearly so. */
export const requestOf = (operation: Operation, sources: Sources): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      path: pathOf(operation, sources),
      query: queryOf(operation, sources),
      body: bodyOf(operation, sources),
      oddMethod: oneIn(60, fc.constantFrom(...ODD_METHODS)),
      oddType: oneIn(40, fc.constantFrom(...ODD_TYPES)),
      key: oneIn(6, fc.oneof(fc.uuid(), fc.constantFrom(...ODD_KEYS))),
      traceparent: oneIn(40, fc.constantFrom(...ODD_TRACES)),
      encoding: oneIn(25, fc.constantFrom('gzip', 'broken gzip', 'br', 'zstd')),
    })
    .map(({ path, query, body, oddMethod, oddType, key, traceparent, encoding }) => {
      const method = oddMethod ?? operation.method;
      const type = oddType ?? JSON_TYPE;
      const zipped = encoding === null || body === null ? body : gzipSync(body);
      return {
        operation,
        method,
        path: path + query,
        headers: {
          ...(zipped === null || type === '' ? {} : { 'content-type': type }),
          ...(key === null ? {} : { 'idempotency-key': Buffer.from(key).toString('latin1') }),
          ...(traceparent === null ? {} : { traceparent }),
          ...(encoding === null ? {} : { 'content-encoding': encoding.split(' ').at(-1) ?? '' }),
        },
        body: encoding === 'broken gzip' && zipped !== null ? zipped.subarray(0, -6) : zipped,
      };
    });
