import type { TemplateProblemCode } from '../definition/template-problem.ts';
import { MAX_OUTPUT_BYTES, MAX_STEPS, MAX_WORK } from '../language/limits.ts';

/** Names that are listed when variables are missing; a list of a thousand items may miss many. */
const MAX_MISSING = 100;

const MAX_NAME_LENGTH = 200;

/** What is left of a message's budget while its parts are rendered, and what was missed so far. */
export interface Run {
  steps: number;
  /** Characters, see `MAX_WORK`. */
  work: number;
  missing: Set<string> | null;
}

export const beginRun = (): Run => ({ steps: MAX_STEPS, work: MAX_WORK, missing: null });

/** Ends a run; the renderer turns it into its result, so that no caller sees it. */
export class Stop extends Error {
  readonly code: TemplateProblemCode;

  constructor(code: TemplateProblemCode, message: string) {
    super(message);
    this.name = 'Stop';
    this.code = code;
  }
}

/** Pays for characters that are read or made, before they are. */
export const charge = (run: Run, characters: number): void => {
  run.work -= characters;
  if (run.work < 0) {
    throw new Stop('template_budget_exceeded', 'The template makes or reads too much text.');
  }
};

/** Pays for a round of a loop, and looks at what was printed until now. */
export const step = (run: Run, steps: number, output: string): void => {
  run.steps -= steps;
  if (run.steps < 0)
    throw new Stop('template_budget_exceeded', 'The template takes too many steps.');
  if (output.length > MAX_OUTPUT_BYTES) {
    throw new Stop('template_budget_exceeded', 'The template prints too much.');
  }
};

/** Notes a variable that is needed and not there. Its value is undefined, for the run goes on. */
export const missing = (run: Run, name: string): undefined => {
  run.missing ??= new Set();
  if (run.missing.size < MAX_MISSING) run.missing.add(name.slice(0, MAX_NAME_LENGTH));
};
