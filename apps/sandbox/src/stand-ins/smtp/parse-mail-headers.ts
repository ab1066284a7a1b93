const END_OF_HEADERS = /\r?\n\r?\n/;
const FOLD = /\r?\n(?=[ \t])/g;
const HEADER = /^([^\s:]+)[ \t]*:[ \t]*(.*)$/;
/** More than any mail has; a mail without an empty line is not searched to its end. */
const MAX_HEADER_BYTES = 64 * 1024;

const headerBlockOf = (raw: Buffer): string => {
  const start = raw.toString('latin1', 0, MAX_HEADER_BYTES);
  const end = END_OF_HEADERS.exec(start)?.index ?? start.length;
  return Buffer.from(start.slice(0, end), 'latin1').toString('utf8');
};

/**
 * The headers of a mail by lower-case name, unfolded (RFC 5322, 2.2.3) and otherwise as received;
 * the values of a repeated header are joined by `, `. Cheap enough for every mail that comes in.
 */
export const parseMailHeaders = (raw: Buffer): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const line of headerBlockOf(raw).replace(FOLD, '').split(/\r?\n/)) {
    const found = HEADER.exec(line);
    const name = found?.[1]?.toLowerCase();
    const value = found?.[2]?.trimEnd();
    if (name === undefined || value === undefined) continue;
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
};
