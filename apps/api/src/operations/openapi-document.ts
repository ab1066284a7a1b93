import type { ErrorCode } from '@carillon/domain';
import type { z } from 'zod';
import type { DocumentedAnswer, Endpoint } from '../http/endpoint.ts';
import { problemSchema } from '../http/problem-schema.ts';
import { PROBLEMS } from '../http/problem.ts';
import { BASE_PATH } from '../routes.ts';
import { collectSchemas, type JsonSchema, type SchemaCollection } from './collect-schemas.ts';

const DESCRIPTION = `Carillon accepts notifications and delivers them. Every call needs an API key as
bearer token. \`RateLimit\` tells what is left of its limits. A POST with an \`Idempotency-Key\` is done once, however often it is sent within 24 hours.`;

/** Refusals that any call may get. */
const ALWAYS: readonly ErrorCode[] = [
  'unauthenticated',
  'rate_limited',
  'insufficient_scope',
  'internal',
  'service_unavailable',
];
const UNDER_A_KEY = [
  'invalid_idempotency_key',
  'idempotency_in_progress',
  'idempotency_key_reused',
] as const satisfies readonly ErrorCode[];
const WITH_FIELDS: readonly ErrorCode[] = ['validation_failed'];
const WITH_BODY: readonly ErrorCode[] = [
  'invalid_json',
  'payload_too_large',
  'unsupported_media_type',
];

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'At most 255 visible ASCII characters; kept for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

type SchemaOf = SchemaCollection['schemaOf'];

const parametersIn = (
  place: 'path' | 'query',
  schema: z.ZodType | undefined,
  schemaOf: SchemaOf,
  example: Readonly<Record<string, string>> = {},
) => {
  if (schema === undefined) return [];
  const { properties = {} } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return {
      name,
      in: place,
      ...(place === 'path' ? { required: true } : {}),
      ...(description === undefined ? {} : { description }),
      schema: rest,
      ...(example[name] === undefined ? {} : { example: example[name] }),
    };
  });
};

const contentOf = (schema: JsonSchema, example: unknown, mediaType = 'application/json') => ({
  [mediaType]: { schema, ...(example === undefined ? {} : { example }) },
});

const answerOf = (answer: DocumentedAnswer, schemaOf: SchemaOf) => {
  const { description, schema, example, mediaType } = answer;
  if (schema === undefined) return { description };
  return { description, content: contentOf(schemaOf(schema, 'output'), example, mediaType) };
};

const refusalsOf = (endpoint: Endpoint, problem: JsonSchema) => {
  const hasFields = endpoint.query !== undefined || endpoint.body !== undefined;
  const codes = [
    ...ALWAYS,
    ...(hasFields ? WITH_FIELDS : []),
    ...(endpoint.body === undefined ? [] : WITH_BODY),
    ...(endpoint.method === 'POST' ? UNDER_A_KEY : []),
    ...(endpoint.refusals ?? []),
  ];
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
};

const securityOf = ({ scope, path }: Endpoint) => [
  { apiKey: [scope] },
  ...(path.startsWith('/subscribers/{subscriberId}/inbox')
    ? [{ inboxToken: [] }, { inboxTokenInQuery: [] }]
    : []),
];

const operationOf = (endpoint: Endpoint, schemaOf: SchemaOf, problem: JsonSchema) => {
  const { body, example, answers, description } = endpoint;
  return {
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(description === undefined ? {} : { description }),
    security: securityOf(endpoint),
    parameters: [
      ...parametersIn('path', endpoint.params, schemaOf, example.params),
      ...parametersIn('query', endpoint.query, schemaOf, example.query),
      ...(endpoint.method === 'POST' ? [idempotencyHeader] : []),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: endpoint.bodyIsOptional !== true,
            content: contentOf(schemaOf(body, 'input'), example.body),
          },
        }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, answerOf(answer, schemaOf)]),
      ),
      ...refusalsOf(endpoint, problem),
    },
  };
};

/** OpenAPI 3.1, made from the schemas that validate. */
export const openApiDocument = (endpoints: readonly Endpoint[], publicUrl: string | undefined) => {
  const { schemaOf, components } = collectSchemas();
  const problem = schemaOf(problemSchema, 'output');
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = (paths[endpoint.path] ??= {});
    path[endpoint.method.toLowerCase()] = operationOf(endpoint, schemaOf, problem);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Carillon',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: (publicUrl ?? '') + BASE_PATH }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        inboxToken: { type: 'http', scheme: 'bearer' },
        inboxTokenInQuery: { type: 'apiKey', in: 'query', name: 'token' },
      },
      schemas: components(),
    },
  };
};
