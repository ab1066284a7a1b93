import { Visitor, type Expression, type Program } from 'oxc-parser';

/**
 * A word of the code that a rule may care about: a member (`process.env`, `test.skip`), a call
 * (`fit()`), a construction without arguments (`new Date()`), or `sleep`, a promise that waits for
 * a timer. Never from a comment or a string.
 */
export interface Mention {
  readonly text: string;
  /** Where it begins in the text. */
  readonly offset: number;
}

/** `a.b.c` for plain members of a name, null for anything else; `globalThis.` is left out. */
const dotted = (expression: Expression): string | null => {
  if (expression.type === 'Identifier') return expression.name;
  if (expression.type !== 'MemberExpression') return null;
  const object = dotted(expression.object);
  const { property } = expression;
  const key = property.type === 'Literal' ? property.value : 'name' in property && property.name;
  if (object === null || typeof key !== 'string') return null;
  if (expression.computed && property.type !== 'Literal') return null;
  return object === 'globalThis' ? key : `${object}.${key}`;
};

/** Every mention of a program, in the order of the text. */
export const collectMentions = (program: Program): Mention[] => {
  const mentions: Mention[] = [];
  let promises = 0; // how many `new Promise(…)` lie around the place just visited
  const isPromise = (callee: Expression): boolean => dotted(callee) === 'Promise';

  new Visitor({
    MemberExpression(node) {
      const text = dotted(node);
      if (text !== null) mentions.push({ text, offset: node.start });
    },
    VariableDeclarator({ id, init, start }) {
      if (id.type !== 'ObjectPattern' || init?.type !== 'Identifier') return;
      for (const property of id.properties) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
        mentions.push({ text: `${init.name}.${property.key.name}`, offset: start });
      }
    },
    CallExpression({ callee, arguments: given, start }) {
      const name = dotted(callee);
      if (name === null) return;
      mentions.push({ text: `${name}()`, offset: start });
      const waits = promises > 0 || given[0]?.type === 'Identifier';
      if (name === 'setTimeout' && waits) mentions.push({ text: 'sleep', offset: start });
    },
    NewExpression({ callee, arguments: given, start }) {
      if (isPromise(callee)) promises += 1;
      const name = dotted(callee);
      if (name !== null && given.length === 0)
        mentions.push({ text: `new ${name}()`, offset: start });
    },
    'NewExpression:exit'({ callee }) {
      if (isPromise(callee)) promises -= 1;
    },
  }).visit(program);
  return mentions;
};
