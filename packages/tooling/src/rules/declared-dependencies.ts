import { edgesOf } from '../repository/edges-of.ts';
import type { Rule } from './rule.ts';

/** What every package may use in tests without declaring it: the root's own development tools. */
const ROOT_TOOLS = new Set(['jest', '@jest/globals']);

export const declaredDependencies: Rule = {
  name: 'declared-dependencies',
  reason:
    'A package that runs only because a neighbour installed its library breaks with the neighbour’s next ' +
    'change: product code imports what its package.json lists under dependencies, tests also devDependencies.',
  find: (repository) =>
    edgesOf(repository).flatMap(({ source, from, statement, target, line }) => {
      if (from === undefined || target.kind !== 'package' || target.name === from.name) return [];
      const { name } = target;
      const devIsEnough = source.role === 'test' || statement.typeOnly;
      const isDeclared =
        from.dependencies.has(name) ||
        (devIsEnough && (from.devDependencies.has(name) || ROOT_TOOLS.has(name)));
      if (isDeclared) return [];
      const where = devIsEnough ? 'dependencies or devDependencies' : 'dependencies';
      return [
        { file: source.path, line, message: `${name} is not among the ${where} of ${from.name}` },
      ];
    }),
};
