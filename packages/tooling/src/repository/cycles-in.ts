/**
 * The groups of nodes that reach each other, by Tarjan's algorithm (SIAM J. Comput. 1972); a node
 * on its own counts when it points to itself. Each group is sorted, so that the answer is stable.
 */
export const cyclesIn = (graph: ReadonlyMap<string, ReadonlySet<string>>): string[][] => {
  const index = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const cycles: string[][] = [];

  const visit = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    stack.push(node);
    onStack.add(node);
    let lowest = own;
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (onStack.has(next)) lowest = Math.min(lowest, index.get(next) ?? lowest);
    }
    if (lowest === own) closeGroup(node);
    return lowest;
  };

  const closeGroup = (root: string): void => {
    const group = stack.splice(stack.lastIndexOf(root));
    for (const member of group) onStack.delete(member);
    if (group.length > 1 || graph.get(root)?.has(root) === true) cycles.push(group.toSorted());
  };

  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return cycles;
};
