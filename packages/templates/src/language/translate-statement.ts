import type { AnyNode, ForOfStatement, Node, Statement } from 'acorn';
import { labelOf } from './label-of.ts';
import { MAX_LOOP_NESTING, NODES_A_STEP } from './limits.ts';
import type { Script } from './parse-script.ts';
import type { Token } from './tokenize.ts';
import { translateExpression } from './translate-expression.ts';
import { enter, refuse, type Translation } from './translation.ts';

/** What of a statement's surroundings an expression does not need. */
export interface Surroundings {
  readonly marks: Script['marks'];
  /** The marks met so far: one that a comment has swallowed is never met. */
  readonly met: Set<Token>;
  readonly print: (token: Exclude<Token, { kind: 'statement' }>, scope: Translation) => string;
}

type Translate<T> = (node: T, scope: Translation, around: Surroundings) => string;

/** The name of a loop's constant; null for any other way to begin a loop. */
const constantOf = ({ left }: ForOfStatement): string | null => {
  if (left.type !== 'VariableDeclaration' || left.kind !== 'const') return null;
  const id = left.declarations[0]?.id;
  return id?.type === 'Identifier' && id.name !== 'it' ? id.name : null;
};

const forOf: Translate<ForOfStatement> = (node, scope, around) => {
  const name = constantOf(node);
  if (name === null || node.await) {
    return refuse(scope, node, { message: 'A loop is written for (const x of it.list).' });
  }
  const depth = scope.loops.length;
  if (depth >= MAX_LOOP_NESTING) {
    const message = `Loops nest at most ${MAX_LOOP_NESTING} deep.`;
    return refuse(scope, node, { code: 'template_budget_exceeded', message });
  }
  const list = translateExpression(node.right, scope, 'needed');
  const [items, i, variable] = [`l${depth}`, `i${depth}`, `x${depth}`];
  const place = labelOf(node.right, scope) || JSON.stringify(name);
  const loop = { name, variable, label: `${place}+"."+${i}` };
  const nodesBefore = scope.count.nodes;
  const body = translateStatement(node.body, { ...scope, loops: [...scope.loops, loop] }, around);
  const steps = 1 + Math.floor((scope.count.nodes - nodesBefore) / NODES_A_STEP);
  return (
    `{const ${items}=list(${list});for(let ${i}=0;${i}<${items}.length;${i}++){` +
    `const ${variable}=${items}[${i}];step(r,${steps},o);${body}}}`
  );
};

const TRANSLATORS: {
  readonly [T in Statement['type']]?: Translate<Extract<AnyNode, { type: T }>>;
} = {
  EmptyStatement: () => '',
  BlockStatement: ({ body }, scope, around) =>
    `{${body.map((statement) => translateStatement(statement, scope, around)).join('')}}`,
  IfStatement: ({ test, consequent, alternate }, scope, around) => {
    const asked = translateExpression(test, scope, 'asked');
    const then = translateStatement(consequent, scope, around);
    const otherwise =
      alternate == null ? '' : `else{${translateStatement(alternate, scope, around)}}`;
    return `if(${asked}){${then}}${otherwise}`;
  },
  ForOfStatement: forOf,
  ExpressionStatement: ({ expression }, scope) => {
    const problemsBefore = scope.problems.length;
    translateExpression(expression, scope, 'asked');
    if (scope.problems.length > problemsBefore) return '';
    const message = 'This does nothing; <%= prints.';
    return refuse(scope, expression, { code: 'template_invalid', message });
  },
};

/** Code for a statement, or for the text or print that its mark stands for. */
export function translateStatement(node: Node, scope: Translation, around: Surroundings): string {
  const token = around.marks.get(node.start);
  if (token !== undefined && node.type === 'ExpressionStatement') {
    around.met.add(token);
    return around.print(token, scope);
  }
  return enter(scope, node, () => {
    const translate = TRANSLATORS[node.type as Statement['type']] as Translate<Node> | undefined;
    if (translate === undefined) {
      return refuse(scope, node, { message: `${node.type} is not allowed in a template.` });
    }
    return translate(node, scope, around);
  });
}
