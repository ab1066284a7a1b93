import type { Node } from 'acorn';
import type { TemplateProblemCode } from '../definition/template-problem.ts';
import { MAX_DEPTH, MAX_NODES } from './limits.ts';
import { Refusal, type SourceProblem } from './refusal.ts';

/** More than an author repairs at once. */
const MAX_PROBLEMS = 20;

/** Some messages repeat a name, which may be as long as its source. */
const MAX_MESSAGE_LENGTH = 300;

/** A loop that stands around what is being translated. */
export interface Loop {
  readonly name: string;
  /** What its constant is called in the code: never the template's own word. */
  readonly variable: string;
  /** Code that says, when it runs, which element this is: `"items."+i0`. */
  readonly label: string;
}

/** The work of turning one source into code: what is around, what was counted, what is wrong. */
export interface Translation {
  readonly loops: readonly Loop[];
  readonly problems: SourceProblem[];
  readonly count: { nodes: number; depth: number };
  /** The functions that read a field of an object, by its name; see `field-readers.ts`. */
  readonly readers: Map<string, string>;
  /** The offset in the source of an offset in the tree at hand. */
  readonly locate: (offset: number) => number;
}

/** Notes a problem at its place in the source; the code it returns is never run. */
export const note = ({ problems }: Translation, problem: SourceProblem): string => {
  problems.push({ ...problem, message: problem.message.slice(0, MAX_MESSAGE_LENGTH) });
  if (problems.length >= MAX_PROBLEMS) throw new Refusal(problems);
  return 'undefined';
};

/** Notes that a node is not allowed, or invalid, or too much. */
export const refuse = (
  translation: Translation,
  node: Pick<Node, 'start'>,
  { code = 'template_unsafe', message }: { code?: TemplateProblemCode; message: string },
): string => note(translation, { code, message, at: translation.locate(node.start) });

/** Counts a node and goes into it; ends the check of a source that is too large or too deep. */
export const enter = (translation: Translation, node: Node, inside: () => string): string => {
  const { count, problems, locate } = translation;
  count.nodes += 1;
  count.depth += 1;
  if (count.nodes > MAX_NODES || count.depth > MAX_DEPTH) {
    const limit =
      count.nodes > MAX_NODES ? `has more than ${MAX_NODES} nodes` : 'is nested too deeply';
    const message = `The template ${limit}.`;
    const at = locate(node.start);
    throw new Refusal([...problems, { code: 'template_budget_exceeded', message, at }]);
  }
  const code = inside();
  count.depth -= 1;
  return code;
};
