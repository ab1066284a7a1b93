/** `<%@ partial name %>` and `<%@ body %>`, which are filled in before a template is read. */
export interface Directive {
  readonly verb: string;
  readonly name: string | null;
  readonly start: number;
  readonly end: number;
}

const OPEN = '<%@';

/**
 * The directives of a source in their order; one that has too many words has all of them as its verb.
 * One that is not closed stays in the text, where it is refused like any such tag.
 */
export const directivesIn = (source: string): Directive[] => {
  const found: Directive[] = [];
  let cursor = 0;
  for (let start = source.indexOf(OPEN); start !== -1; start = source.indexOf(OPEN, cursor)) {
    const close = source.indexOf('%>', start);
    if (close === -1) break;
    const said = source.slice(start + OPEN.length, close).trim();
    const [verb = '', name = null, ...more] = said.split(/\s+/);
    cursor = close + 2;
    found.push({ verb: more.length > 0 ? said : verb, name, start, end: cursor });
  }
  return found;
};
