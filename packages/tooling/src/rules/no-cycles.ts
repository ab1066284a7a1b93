import { cyclesIn } from '../repository/cycles-in.ts';
import { edgesOf } from '../repository/edges-of.ts';
import type { Repository } from '../repository/repository.ts';
import type { Rule, Violation } from './rule.ts';

type Graph = Map<string, Set<string>>;

const link = (graph: Graph, from: string, to: string): void => {
  const targets = graph.get(from) ?? new Set();
  graph.set(from, targets.add(to));
};

const fileGraph = (repository: Repository): Graph => {
  const entries = new Map(repository.packages.map((p) => [p.name, `${p.folder}/src/index.ts`]));
  const graph: Graph = new Map();
  for (const { source, target } of edgesOf(repository)) {
    const to = target.kind === 'file' ? target.path : entries.get(target.name);
    if (to !== undefined) link(graph, source.path, to);
  }
  return graph;
};

/** Declared dependencies count too, those of tests included: pnpm and turbo order packages by them. */
const packageGraph = ({ packages }: Repository): Graph => {
  const graph: Graph = new Map();
  for (const { name, dependencies, devDependencies } of packages) {
    for (const to of [...dependencies, ...devDependencies]) link(graph, name, to);
  }
  return graph;
};

const toViolations = (cycles: string[][], fileOf: (node: string) => string): Violation[] =>
  cycles.map((members) => ({
    file: fileOf(members[0] ?? ''),
    message: `these import one another: ${members.join(' → ')}`,
  }));

export const noCycles: Rule = {
  name: 'no-cycles',
  reason:
    'What imports itself by a detour can only be understood, tested and moved as one piece; imports of ' +
    'types count, because a reader follows them just the same.',
  find: (repository) => {
    const folderOf = new Map(repository.packages.map(({ name, folder }) => [name, folder]));
    return [
      ...toViolations(cyclesIn(packageGraph(repository)), (n) => `${folderOf.get(n)}/package.json`),
      ...toViolations(cyclesIn(fileGraph(repository)), (path) => path),
    ];
  },
};
