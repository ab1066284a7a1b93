import type { Endpoint } from '../src/http/endpoint.ts';

/** What the documentation calls an operation. */
export const operationOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

const fillIn = ({ path, example }: Endpoint): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = example.params?.[name];
    if (value !== undefined) return encodeURIComponent(value);
    throw new Error(`the example of ${path} gives no ${name}`);
  });

/** The documented example of an endpoint, as it is sent. */
export const exampleRequestOf = (endpoint: Endpoint) => {
  const { query, body } = endpoint.example;
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  return {
    path: fillIn(endpoint) + search,
    options: body === undefined ? {} : { body },
  };
};
