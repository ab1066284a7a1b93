import { MAX_SOURCE_BYTES } from '../language/limits.ts';
import { Refusal, type SourceProblem } from '../language/refusal.ts';
import { directivesIn, type Directive } from './directives.ts';

/** A stretch of expanded text, and where it was written: in a partial, or in the source (null). */
export interface Piece {
  readonly text: string;
  readonly partial: string | null;
  readonly at: number;
}

/** What is put in: the partials by name and, into a layout, its body. */
export interface Fillings {
  readonly partials: ReadonlyMap<string, string>;
  readonly body?: readonly Piece[];
}

const MAX_NESTING = 20;

/** One expansion: partials that are done, each once, and those it is in the middle of. */
interface Expansion {
  readonly fillings: Fillings;
  readonly done: Map<string, readonly Piece[]>;
  readonly open: readonly string[];
}

const refuse = (
  problem: Pick<SourceProblem, 'message'> & Partial<SourceProblem>,
  { start }: Pick<Directive, 'start'>,
  partial: string | null,
): Refusal => new Refusal([{ code: 'template_invalid', ...problem, at: start, partial }]);

/** A name, which may be as long as its source, as a message repeats it. */
const shown = (name: string): string => name.slice(0, 60);

const fillingOf = (directive: Directive, expansion: Expansion): readonly Piece[] => {
  const { fillings, done, open } = expansion;
  const { verb, name } = directive;
  const inside = open.at(-1) ?? null;
  if (verb === 'body' && name === null && fillings.body !== undefined && open.length === 1) {
    return fillings.body;
  }
  if (verb !== 'partial' || name === null) {
    const message = `The directive ${shown(verb)} is not known here.`;
    throw refuse({ message }, directive, inside);
  }
  const text = fillings.partials.get(name);
  if (text === undefined) {
    throw refuse({ message: `There is no partial ${shown(name)}.` }, directive, inside);
  }
  if (open.includes(name)) {
    throw refuse({ message: `The partial ${shown(name)} contains itself.` }, directive, inside);
  }
  if (open.length >= MAX_NESTING) {
    const message = `Partials nest at most ${MAX_NESTING} deep.`;
    throw refuse({ code: 'template_budget_exceeded', message }, directive, inside);
  }
  const known = done.get(name);
  if (known !== undefined) return known;
  const pieces = expand(text, { ...expansion, open: [...open, name] });
  done.set(name, pieces);
  return pieces;
};

function expand(text: string, expansion: Expansion): readonly Piece[] {
  const partial = expansion.open.at(-1) ?? null;
  const pieces: Piece[] = [];
  let length = 0;
  let cursor = 0;
  const add = (piece: Piece): void => {
    if (piece.text === '') return;
    pieces.push(piece);
    length += piece.text.length;
    if (length <= MAX_SOURCE_BYTES) return;
    const message = `The source is longer than ${MAX_SOURCE_BYTES / 1_024} KiB with its partials.`;
    throw refuse({ code: 'template_budget_exceeded', message }, { start: cursor }, partial);
  };
  for (const directive of directivesIn(text)) {
    add({ text: text.slice(cursor, directive.start), partial, at: cursor });
    cursor = directive.start;
    for (const piece of fillingOf(directive, expansion)) add(piece);
    cursor = directive.end;
  }
  add({ text: text.slice(cursor), partial, at: cursor });
  return pieces;
}

/**
 * Puts partials into a source, and theirs into them. Each is expanded once however often it is named,
 * and it ends at the largest source, so that a few partials cannot multiply. Throws a `Refusal`.
 */
export const expandSource = (source: string, fillings: Fillings): readonly Piece[] =>
  expand(source, { fillings, done: new Map(), open: [] });

/** Puts a body into a layout, which is a partial too. Throws a `Refusal`. */
export const expandLayout = (name: string, fillings: Fillings): readonly Piece[] =>
  expand(fillings.partials.get(name) ?? '', { fillings, done: new Map(), open: [name] });
