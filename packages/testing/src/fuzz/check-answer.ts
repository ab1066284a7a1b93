import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { FuzzRequest } from './request-of.ts';
import type { JsonSchema, OpenApi } from './operation.ts';

/** What came back. */
export interface FuzzAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Why an answer breaks a promise of the document; null when it keeps them all. */
export type CheckAnswer = (request: FuzzRequest, answer: FuzzAnswer) => string | null;

/** Any request may be refused like this: with a method that is not there, for one. */
const ALWAYS: ReadonlySet<number> = new Set([401, 404, 405, 413, 415, 429]);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Checks each answer's status, type and body against the document. */
export const createCheckAnswer = (document: OpenApi): CheckAnswer => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'openapi', ...document });
  const known = new Map<JsonSchema, ValidateFunction>();
  const validatorOf = (schema: JsonSchema): ValidateFunction => {
    const compiled =
      known.get(schema) ??
      ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object);
    known.set(schema, compiled);
    return compiled;
  };

  return ({ operation, method }, { status, type, text }) => {
    if (status >= 500) return `${status}`;
    const isPlain = method === operation.method;
    const documented = isPlain ? operation.responses[String(status)] : undefined;
    if (documented === undefined && !ALWAYS.has(status)) {
      return isPlain ? `${status} is not documented` : null;
    }
    if (method === 'HEAD' || status === 204) return null;
    if (status >= 400 && !type.startsWith('application/problem+json'))
      return `${status} is ${type}`;
    const schema = documented?.content?.[type.split(';', 1)[0] ?? '']?.schema;
    if (schema === undefined || type.startsWith('text/event-stream')) return null;
    const validate = validatorOf(schema);
    if (validate(parsed(text))) return null;
    return `${status} does not fit its schema: ${ajv.errorsText(validate.errors)}`;
  };
};
