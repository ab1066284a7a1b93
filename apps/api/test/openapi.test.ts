import type { z } from 'zod';
import type { Endpoint } from '../src/http/endpoint.ts';
import { ROUTES } from '../src/routes.ts';
import { openStream } from './open-stream.ts';
import { testApi } from './test-api.ts';
import { exampleRequestOf, operationOf } from './example-request.ts';
import { makeExamples } from './make-examples.ts';

const api = testApi();

const isStream = ({ answers }: Endpoint): boolean =>
  Object.values(answers).some(({ mediaType }) => mediaType === 'text/event-stream');

test('the example of a stream begins as it is documented', async () => {
  await makeExamples(api());
  const streams = ROUTES.filter(isStream);
  expect(streams.length).toBeGreaterThan(0);
  for (const endpoint of streams) {
    const { path } = exampleRequestOf(endpoint);
    const stream = await openStream(`${api().url}/api/v1${path}`, { key: api().key });
    expect(stream.headers.get('content-type')).toMatch(/^text\/event-stream/);
    stream.close();
  }
});

test.each(
  ROUTES.filter((endpoint) => !isStream(endpoint)).map(
    (endpoint) => [operationOf(endpoint), endpoint] as const,
  ),
)('the example of %s works as it is documented', async (_name, endpoint) => {
  await makeExamples(api());
  const { path, options } = exampleRequestOf(endpoint);
  const key = endpoint.scope === 'admin' ? api().adminKey : api().key;
  const reply = await api().call(endpoint.method, path, { ...options, key });
  const documented = endpoint.answers[reply.status];
  expect({
    path,
    status: reply.status,
    documented: documented !== undefined,
    problem: reply.status < 400 ? null : reply.body,
  }).toEqual({
    path,
    status: reply.status,
    documented: true,
    problem: null,
  });
  if (documented?.schema !== undefined) documented.schema.parse(reply.body);
});

interface DocumentedExample {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly example: unknown;
}

const documentedExamples = ROUTES.flatMap((endpoint) =>
  Object.entries(endpoint.answers).flatMap(([status, { schema, example }]): DocumentedExample[] =>
    schema === undefined ? [] : [{ name: `${operationOf(endpoint)} ${status}`, schema, example }],
  ),
);

test.each(documentedExamples)('the documented answer of $name fits', ({ schema, example }) => {
  expect(schema.safeParse(example).error?.issues).toBeUndefined();
});

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, unknown> };
}

test('the document lists every operation, and every reference leads somewhere', async () => {
  const { body, text } = await api().call('GET', '//openapi.json', { key: null });
  const document = body as Document;
  expect(document.openapi).toBe('3.1.0');
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(listed.toSorted()).toEqual(ROUTES.map(operationOf).toSorted());
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)];
  expect(references.length).toBeGreaterThan(10);
  for (const [, name = ''] of references) expect(document.components.schemas).toHaveProperty(name);
  expect(text).not.toContain('#/$defs');
  expect(document.paths['/notifications']?.['post']?.responses).toHaveProperty('422');
});
