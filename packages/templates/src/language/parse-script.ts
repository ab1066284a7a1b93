import { parse, parseExpressionAt, type Expression, type Program } from 'acorn';
import { Refusal, type SourceProblem } from './refusal.ts';
import type { Token } from './tokenize.ts';

/**
 * A template as a program: its statements as they stand, and for each text or print a mark. A mark
 * is known by its offset, where no other code can stand.
 */
export interface Script {
  readonly program: Program;
  readonly marks: ReadonlyMap<number, Exclude<Token, { kind: 'statement' }>>;
  /** The offset in the source of a node of the program. */
  readonly locate: (offset: number) => number;
}

/**
 * The newest syntax, so that what is refused is named by its own word; brackets are nodes, so that an
 * expression ends where its bracket does.
 */
const OPTIONS = { ecmaVersion: 'latest', sourceType: 'module', preserveParens: true } as const;

/** What acorn says of a source that is nested some thousand deep, at the end of its stack. */
const TOO_DEEP = /\bstack\b/;

const syntaxProblem = (
  error: unknown,
  { locate, lastOffset }: { locate: (offset: number) => number; lastOffset: number },
): SourceProblem => {
  if (!(error instanceof SyntaxError)) throw error;
  const { pos = 0 } = error as SyntaxError & { pos?: number };
  const at = locate(Math.min(pos, lastOffset));
  if (TOO_DEEP.test(error.message)) {
    const message = 'The code is nested too deeply.';
    return { code: 'template_budget_exceeded', message, at };
  }
  const message =
    pos >= lastOffset
      ? 'The code ends too early: a bracket or a text is not closed.'
      : `${error.message.replace(/ \(\d+:\d+\)$/, '')}.`;
  return { code: 'template_invalid', message, at };
};

/** The program of a template's tokens. Throws a `Refusal` where it is not JavaScript. */
export const parseScript = (tokens: readonly Token[]): Script => {
  let text = '';
  const marks = new Map<number, Exclude<Token, { kind: 'statement' }>>();
  const pieces: { readonly start: number; readonly at: number }[] = [];
  for (const token of tokens) {
    if (token.kind === 'statement') {
      pieces.push({ start: text.length, at: token.at });
      text += `${token.code}\n`;
    } else {
      marks.set(text.length, token);
      text += '_;\n';
    }
  }
  const locate = (offset: number): number => {
    const piece = pieces.findLast(({ start }) => start <= offset);
    return piece === undefined ? 0 : piece.at + offset - piece.start;
  };
  try {
    return { program: parse(text, OPTIONS), marks, locate };
  } catch (error) {
    throw new Refusal([syntaxProblem(error, { locate, lastOffset: text.trimEnd().length })]);
  }
};

export type ParsedPrint =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: SourceProblem };

/**
 * The one expression of a print, whose nodes' offsets count from its own beginning. Code that goes on
 * behind it (`a); evil(); (b`) would break out of the call that prints.
 */
export const parsePrint = ({ code, at }: { code: string; at: number }): ParsedPrint => {
  const locate = (offset: number): number => at + offset;
  try {
    const expression = parseExpressionAt(code, 0, OPTIONS);
    const rest = code.slice(expression.end).trimStart();
    if (rest === '') return { ok: true, expression };
    const message = 'A tag prints one expression, and nothing behind it.';
    const behind = locate(code.length - rest.length);
    return { ok: false, problem: { code: 'template_unsafe', message, at: behind } };
  } catch (error) {
    return { ok: false, problem: syntaxProblem(error, { locate, lastOffset: code.length }) };
  }
};
