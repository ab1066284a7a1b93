import { htmlPlaces, type HtmlPlace } from './html-places.ts';
import { MAX_SOURCE_BYTES } from './limits.ts';
import { parsePrint, parseScript } from './parse-script.ts';
import { Refusal } from './refusal.ts';
import type { Token } from './tokenize.ts';
import { translateExpression } from './translate-expression.ts';
import { translateStatement, type Surroundings } from './translate-statement.ts';
import { refuse, type Translation } from './translation.ts';

/** How the operation that prints is called, by the place it prints to. */
const PRINTS = { plain: 'print', escaped: 'printHtml', url: 'printUrl' } as const;

const printer =
  (places: ReadonlyMap<Token, HtmlPlace>): Surroundings['print'] =>
  (token, scope) => {
    if (token.kind === 'text') return `o+=${JSON.stringify(token.text)};`;
    const locate = (offset: number): number => token.at + offset;
    const inside: Translation = { ...scope, locate };
    const place = places.get(token);
    if (place?.kind === 'refused') refuse(inside, { start: 0 }, { message: place.reason });
    const value = translateExpression(parsePrint(token), inside, 'needed');
    return `o+=$.${PRINTS[place?.kind === 'refused' ? 'escaped' : (place?.kind ?? 'plain')]}(r,${value});`;
  };

/** Ends the check of a source that is too large to be read. */
export const refuseLongSource = (source: string): void => {
  if (Buffer.byteLength(source) <= MAX_SOURCE_BYTES) return;
  const message = `The source is longer than ${MAX_SOURCE_BYTES / 1_024} KiB.`;
  throw new Refusal([{ code: 'template_budget_exceeded', message, at: 0 }]);
};

/**
 * The body of a template's function: code that we wrote, after a tree that the allow-list let pass
 * (SECURITY.md, 2). Nothing of the template's own text is in it but quoted strings, so that what a
 * parser may have misread cannot run. Throws a `Refusal` with everything that is wrong.
 *
 * The code works on `it` (the data), `r` (what the run has left) and `$` (the operations); each
 * round of a loop takes steps, whatever makes or reads text takes from the run's work.
 */
export const translateTemplate = (
  tokens: readonly Token[],
  { isHtml }: { isHtml: boolean },
): string => {
  const { program, marks, locate } = parseScript(tokens);
  const problems: Translation['problems'] = [];
  const scope: Translation = { loops: [], problems, count: { nodes: 0, depth: 0 }, locate };
  const met = new Set<Token>();
  const places = isHtml ? htmlPlaces(tokens) : new Map<Token, HtmlPlace>();
  const around: Surroundings = { marks, met, print: printer(places) };
  const body = program.body.map((statement) => translateStatement(statement, scope, around));
  if (met.size !== marks.size && problems.length === 0) {
    const message = 'A comment or a text runs over the end of its tag.';
    problems.push({ code: 'template_invalid', message, at: 0 });
  }
  if (problems.length > 0) throw new Refusal(problems);
  return body.join('\n');
};
