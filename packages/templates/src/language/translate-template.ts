import { readersCode } from './field-readers.ts';
import { htmlPlaces, type HtmlPlace } from './html-places.ts';
import { parsePrint, parseScript } from './parse-script.ts';
import { quoted } from './quoted.ts';
import { Refusal } from './refusal.ts';
import type { Token } from './tokenize.ts';
import { translateExpression } from './translate-expression.ts';
import { translateStatement, type Surroundings } from './translate-statement.ts';
import { note, refuse, type Translation } from './translation.ts';

/** How the operation that prints is called, by the place it prints to. */
const PRINTS = { plain: 'print', escaped: 'printHtml', url: 'printUrl', refused: '' } as const;

const printer =
  (places: ReadonlyMap<Token, HtmlPlace>): Surroundings['print'] =>
  (token, scope) => {
    if (token.kind === 'text') return `o+=${quoted(token.text)};`;
    const locate = (offset: number): number => token.at + offset;
    const inside: Translation = { ...scope, locate };
    const place = places.get(token);
    if (place?.kind === 'refused') refuse(inside, { start: 0 }, { message: place.reason });
    const parsed = parsePrint(token);
    if (!parsed.ok) return note(scope, parsed.problem);
    const value = translateExpression(parsed.expression, inside, 'needed');
    return `o+=${PRINTS[place?.kind ?? 'plain']}(r,${value});`;
  };

/**
 * A template as code that we wrote, after a tree that the allow-list let pass (SECURITY.md, 2).
 * Nothing of the template's own text is in it but quoted constants, so that what a parser may have
 * misread cannot run. Throws a `Refusal` with everything that is wrong.
 *
 * The code makes a function of `it` (the data) and `r` (what the run has left), out of `this` (the
 * operations): each round of a loop takes steps, whatever makes or reads text takes from the run's
 * work.
 */
export const translateTemplate = (
  tokens: readonly Token[],
  { isHtml, operations }: { isHtml: boolean; operations: readonly string[] },
): string => {
  const { program, marks, locate } = parseScript(tokens);
  const problems: Translation['problems'] = [];
  const readers = new Map<string, string>();
  const count = { nodes: 0, depth: 0 };
  const scope: Translation = { loops: [], problems, count, readers, locate };
  const met = new Set<Token>();
  const places = isHtml ? htmlPlaces(tokens) : new Map<Token, HtmlPlace>();
  const around: Surroundings = { marks, met, print: printer(places) };
  const body = program.body.map((statement) => translateStatement(statement, scope, around));
  if (met.size !== marks.size && problems.length === 0) {
    const message = 'A comment or a text runs over the end of its tag.';
    problems.push({ code: 'template_invalid', message, at: 0 });
  }
  if (problems.length > 0) throw new Refusal(problems);
  return (
    `"use strict";const{${operations.join()}}=this;${readersCode(readers)}` +
    `return(it,r)=>{let o="";${body.join('')}return o};`
  );
};
