import type { Operation } from './operation.ts';
import type { FuzzRequest } from './request-of.ts';

/** The documented example of an operation. Those that create leave something to ask for. */
export const exampleOf = (operation: Operation): FuzzRequest => {
  const { method, parameters, requestBody } = operation;
  const body = requestBody?.content['application/json']?.example;
  const path = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce(
      (at, { name, example }) => at.replace(`{${name}}`, encodeURIComponent(example ?? 'x')),
      operation.path,
    );
  return {
    operation,
    method,
    path,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? null : Buffer.from(JSON.stringify(body)),
  };
};
