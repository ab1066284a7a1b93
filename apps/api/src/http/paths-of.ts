import type { Endpoint } from './endpoint.ts';

/** One path and everything that can be done there. */
export interface EndpointPath {
  readonly expressPath: string;
  /** Its methods as in the `Allow` header. */
  readonly allow: string;
  readonly group: readonly Endpoint[];
}

const allowOf = (group: readonly Endpoint[]): string => {
  const methods = group.map(({ method }) => method);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
};

/** The endpoints by path, in the order in which the list names each path first. */
export const pathsOf = (endpoints: readonly Endpoint[]): EndpointPath[] =>
  [...Map.groupBy(endpoints, ({ path }) => path)].map(([path, group]) => ({
    expressPath: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    allow: allowOf(group),
    group,
  }));
