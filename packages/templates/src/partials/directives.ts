/** `<%@ partial name %>` and `<%@ body %>`, which are filled in before a template is read. */
export interface Directive {
  readonly verb: string;
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
}

const OPEN = '<%@';

/** The directives of a source in their order; one that is malformed has what it says as its verb. */
export const directivesIn = (source: string): Directive[] => {
  const found: Directive[] = [];
  let cursor = 0;
  for (let start = source.indexOf(OPEN); start !== -1; start = source.indexOf(OPEN, cursor)) {
    const close = source.indexOf('%>', start);
    const end = close === -1 ? source.length : close + 2;
    const words = source
      .slice(start + OPEN.length, close === -1 ? end : close)
      .trim()
      .split(/\s+/);
    const [verb = '', name = null, ...more] = words;
    found.push({ verb: more.length > 0 ? words.join(' ') : verb, name, start, end });
    cursor = end;
  }
  return found;
};
