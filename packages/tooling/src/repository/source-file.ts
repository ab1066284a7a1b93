import { parseSync, type Program } from 'oxc-parser';
import { collectImports, type Import } from './collect-imports.ts';
import { collectMentions, type Mention } from './collect-mentions.ts';
import { roleOf, type Role } from './role-of.ts';

/** A source file and what the rules want to know about it. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly role: Role;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly mentions: readonly Mention[];
  /** True when it has no content of its own but only passes on what others export. */
  readonly isBarrel: boolean;
}

const isBarrel = ({ body }: Program): boolean =>
  body.length > 0 &&
  body.every(
    (statement) =>
      statement.type === 'ExportAllDeclaration' ||
      (statement.type === 'ExportNamedDeclaration' && statement.source !== null),
  );

/** Reads one file with a real parser. Throws a SyntaxError when it is no TypeScript. */
export const readSource = (path: string, text: string): SourceFile => {
  const { program, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new SyntaxError(`${path}: ${errors[0].message}`);
  return {
    path,
    text,
    role: roleOf(path),
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: collectImports(program),
    mentions: collectMentions(program),
    isBarrel: isBarrel(program),
  };
};

/** The line, counted from 1, of a place in a file's text. */
export const lineAt = (source: SourceFile, offset: number): number =>
  source.text.slice(0, offset).split('\n').length;
