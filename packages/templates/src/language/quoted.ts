/**
 * A constant of a template as code. Clean, as data is: without NUL and lone surrogates, which
 * PostgreSQL refuses, so that what is rendered of both is clean too.
 */
export const quoted = (value: unknown): string =>
  JSON.stringify(typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value);
