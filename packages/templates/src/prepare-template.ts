import { mapSources, type Source } from './definition/map-sources.ts';
import type { TemplateDefinition } from './definition/template-definition.ts';
import type { TemplateProblem } from './definition/template-problem.ts';
import { checkSource } from './engine/check-source.ts';
import { Refusal, type SourceProblem } from './language/refusal.ts';
import { expandLayout, expandSource, type Piece } from './partials/expand-source.ts';
import { placeInPieces } from './partials/place-in-pieces.ts';
import { checkShape } from './definition/check-shape.ts';
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

/** The text of a source with all that is put into it, or what is wrong with it. */
const prepareSource = (
  source: Source,
  { layout }: TemplateDefinition,
  partials: Partials,
): { text: string; problems: readonly SourceProblem[] } => {
  try {
    const body = expandSource(source.text, { partials });
    const hasLayout = layout !== undefined && source.kind === 'html';
    const pieces: readonly Piece[] = hasLayout ? expandLayout(layout, { partials, body }) : body;
    const text = pieces.map((piece) => piece.text).join('');
    const problems = checkSource(text, { isHtml: source.kind === 'html' });
    return { text, problems: problems.map((p) => ({ ...p, ...placeInPieces(pieces, p.at) })) };
  } catch (error) {
    if (error instanceof Refusal) return { text: '', problems: error.problems };
    throw error;
  }
};

/**
 * Makes of a template what is stored: layout (around each `email.html`) and partials are put in, so
 * that a stored version never changes when they do, and then all of it is checked as SECURITY.md
 * says: `expanded` renders without further questions. All problems come together, up to twenty a
 * source. Pure; takes some milliseconds for a template of the largest size.
 */
export const prepareTemplate = (
  definition: TemplateDefinition,
  partials: Partials,
):
  | { readonly ok: true; readonly expanded: TemplateDefinition }
  | { readonly ok: false; readonly problems: readonly TemplateProblem[] } => {
  const problems = [...checkShape(definition, partials), ...checkSchema(definition.schema)];
  const { layout: _, ...expanded } = mapSources(definition, (source) => {
    const prepared = prepareSource(source, definition, partials);
    problems.push(...prepared.problems.map((problem) => named(problem, source, partials)));
    return prepared.text;
  });
  return problems.length === 0 ? { ok: true, expanded } : { ok: false, problems };
};
