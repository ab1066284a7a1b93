import type { IncomingHttpHeaders } from 'node:http';

/** A request's headers as one text each, by lower-case name; repeated ones joined by `, `. */
export const flatHeaders = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> => {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
};
