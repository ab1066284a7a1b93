import { lineAt, type SourceFile } from '../repository/source-file.ts';
import type { Repository } from '../repository/repository.ts';
import type { Violation } from './rule.ts';

/** A violation for each mention that `isMeant` in a file where it is not `isAllowed`. */
export const mentionsOutside = (
  { sources }: Repository,
  where: {
    isMeant: (mention: string) => boolean;
    isAllowed: (source: SourceFile) => boolean;
    message: (mention: string) => string;
  },
): Violation[] =>
  sources
    .filter((source) => !where.isAllowed(source))
    .flatMap((source) =>
      source.mentions
        .filter(({ text }) => where.isMeant(text))
        .map(({ text, offset }) => ({
          file: source.path,
          line: lineAt(source, offset),
          message: where.message(text),
        })),
    );
