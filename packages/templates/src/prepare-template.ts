import { checkShape } from './definition/check-shape.ts';
import { mapSources, type Source, type SourceKind } from './definition/map-sources.ts';
import { openTemplateBudget } from './definition/template-budget.ts';
import type { TemplateDefinition } from './definition/template-definition.ts';
import type { TemplateProblem } from './definition/template-problem.ts';
import { checkSource } from './engine/check-source.ts';
import { Refusal, type SourceProblem } from './language/refusal.ts';
import { expandLayout, expandSource, type Piece } from './partials/expand-source.ts';
import { placeInPieces } from './partials/place-in-pieces.ts';
import { checkSchema } from './schema/check-schema.ts';

type Partials = ReadonlyMap<string, string>;

/** Line and column, both from 1. */
const placeIn = (text: string, offset: number) => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
};

const named = (problem: SourceProblem, source: Source, partials: Partials): TemplateProblem => {
  const { code, message, at, partial } = problem;
  const written = partial == null ? source.text : (partials.get(partial) ?? '');
  const where = partial == null ? '' : ` (in the partial ${partial})`;
  return { path: source.path, code, message: `${message}${where}`, ...placeIn(written, at) };
};

/** A source with layout and partials put in. Throws a `Refusal`. */
const expand = (
  source: Source,
  { layout }: TemplateDefinition,
  partials: Partials,
): readonly Piece[] => {
  const body = expandSource(source.text, { partials });
  const isWrapped = layout !== undefined && source.kind === 'html';
  return isWrapped ? expandLayout(layout, { partials, body }) : body;
};

/** What is wrong with an expanded source, at the places where it was written. */
const checkPieces = (
  pieces: readonly Piece[],
  text: string,
  kind: SourceKind,
): readonly SourceProblem[] =>
  checkSource(text, { isHtml: kind === 'html' }).map((problem) => ({
    ...problem,
    ...placeInPieces(pieces, problem.at),
  }));

/**
 * Makes of a template what is stored: layout (around each `email.html`) and partials are put in, so
 * that a stored version never changes when they do, and then all of it is checked as SECURITY.md
 * says: `expanded` renders without further questions. All problems come together, up to twenty a
 * source. Pure; takes up to 50 ms for a template of the largest size.
 */
export const prepareTemplate = (
  definition: TemplateDefinition,
  partials: Partials,
):
  | { readonly ok: true; readonly expanded: TemplateDefinition }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] } => {
  const problems = [...checkShape(definition, partials), ...checkSchema(definition.schema)];
  const budget = openTemplateBudget();
  const prepare = (source: Source): string => {
    if (budget.isSpent()) return '';
    const pieces = expand(source, definition, partials);
    const text = pieces.map((piece) => piece.text).join('');
    budget.spend(text);
    const found = checkPieces(pieces, text, source.kind);
    problems.push(...found.map((problem) => named(problem, source, partials)));
    return text;
  };
  const { layout: _, ...expanded } = mapSources(definition, (source) => {
    try {
      return prepare(source);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push(...error.problems.map((problem) => named(problem, source, partials)));
      return '';
    }
  });
  return problems.length === 0 ? { ok: true, expanded } : { ok: false, problems };
};
