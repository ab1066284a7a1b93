import type { TemplateProblemCode } from '../definition/template-problem.ts';

/** What is wrong with a source, and where. */
export interface SourceProblem {
  readonly code: TemplateProblemCode;
  readonly message: string;
  /** The offset in the source, or in the partial that is named. */
  readonly at: number;
  readonly partial?: string | null;
}

/** Ends a check at once. It never leaves this package: `checkSource` and the renderer take it. */
export class Refusal extends Error {
  readonly problems: readonly SourceProblem[];

  constructor(problems: readonly SourceProblem[]) {
    super(problems[0]?.message);
    this.name = 'Refusal';
    this.problems = problems;
  }
}
