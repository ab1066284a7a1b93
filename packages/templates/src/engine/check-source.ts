import { Refusal, type SourceProblem } from '../language/refusal.ts';
import { translateSource } from './compile-template.ts';

/** Everything that is wrong with a source; nothing: a renderer will compile it. Never compiles it. */
export const checkSource = (source: string, of: { isHtml: boolean }): readonly SourceProblem[] => {
  try {
    translateSource(source, of);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
};
