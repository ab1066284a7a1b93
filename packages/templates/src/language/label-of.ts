import type { AnyNode, Node } from 'acorn';
import type { Translation } from './translation.ts';

/** The key of a member that the language allows; null for any other. */
export const keyOf = (node: { computed: boolean; property: Node }): string | number | null => {
  const property = node.property as AnyNode;
  if (!node.computed) return property.type === 'Identifier' ? property.name : null;
  const index = property.type === 'Literal' ? property.value : null;
  return typeof index === 'number' && Number.isSafeInteger(index) && index >= 0 ? index : null;
};

/**
 * Code for the dotted name of what a path leads to, as in `"items"+"."+i0+".name"`: it runs only
 * when that is missing. Null for what is not a path; empty for `it` itself.
 */
export const labelOf = (node: Node, translation: Translation): string | null => {
  const path = node as AnyNode;
  if (path.type === 'Identifier') {
    if (path.name === 'it') return '';
    return translation.loops.findLast(({ name }) => name === path.name)?.label ?? null;
  }
  if (path.type === 'ChainExpression' || path.type === 'ParenthesizedExpression') {
    return labelOf(path.expression, translation);
  }
  if (path.type === 'LogicalExpression') return labelOf(path.left, translation);
  if (path.type !== 'MemberExpression') return null;
  const object = labelOf(path.object, translation);
  const key = keyOf(path);
  if (object === null || key === null) return null;
  return object === '' ? JSON.stringify(String(key)) : `${object}+${JSON.stringify(`.${key}`)}`;
};
