import type { Tree } from '../repository/read-tree.ts';
import type { Rule, Violation } from '../rules/rule.ts';
import { parseDockerfile, type Instruction } from './dockerfile.ts';

const FILE = 'Dockerfile';

/** What COPY or ADD takes from the repository; what comes from another stage is not ours to check. */
const sourcesOf = ({ name, rest }: Instruction): string[] => {
  if (!['COPY', 'ADD'].includes(name) || /(?:^|\s)--from=/.test(rest)) return [];
  const parts = rest.split(' ').filter((part) => !part.startsWith('--'));
  return parts.slice(0, -1).map((part) => part.replace(/^\.\//, '').replace(/\/$/, ''));
};

const exists = (tree: Tree, path: string): boolean =>
  path === '.' || tree.has(path) || [...tree.keys()].some((file) => file.startsWith(`${path}/`));

/** The paths that a `CMD ["node", "apps/…"]` or the like would run. */
const scriptsOf = ({ name, rest }: Instruction): string[] =>
  ['CMD', 'ENTRYPOINT'].includes(name)
    ? (rest.match(/(?:apps|packages|tools)\/[\w./-]+/g) ?? [])
    : [];

const lastStage = (all: readonly Instruction[]): readonly Instruction[] =>
  all.slice(all.findLastIndex(({ name }) => name === 'FROM'));

const missingIn = (all: readonly Instruction[]): Violation[] => {
  const stage = lastStage(all);
  const user = stage.findLast(({ name }) => name === 'USER')?.rest;
  const violations: Violation[] = [];
  if (user === undefined || /^(?:root|0)(?::|$)/.test(user)) {
    violations.push({ file: FILE, message: 'runs as root: the last stage needs a USER' });
  }
  if (!stage.some(({ name, rest }) => name === 'HEALTHCHECK' && rest !== 'NONE')) {
    violations.push({ file: FILE, message: 'has no HEALTHCHECK' });
  }
  return violations;
};

export const soundDockerfile: Rule = {
  name: 'sound-dockerfile',
  reason:
    'No Docker engine runs in our checks, so that what can be read is checked: not root, a health check, a ' +
    'pinned base, and only files that exist.',
  find: ({ tree }) => {
    const text = tree.get(FILE);
    if (text === undefined) return [];
    const all = parseDockerfile(text);
    const stages = new Set(all.flatMap(({ rest }) => / as (\S+)$/i.exec(rest)?.[1] ?? []));
    return [
      ...missingIn(all),
      ...all.flatMap((instruction) =>
        [...sourcesOf(instruction), ...scriptsOf(instruction)]
          .filter((path) => !exists(tree, path))
          .map((path) => ({
            file: FILE,
            line: instruction.line,
            message: `${path} does not exist`,
          })),
      ),
      ...all
        .filter(({ name }) => name === 'FROM')
        .map(({ rest, line }) => ({ image: rest.split(' ')[0] ?? '', line }))
        .filter(({ image }) => !stages.has(image) && !/:\d|@sha256:/.test(image))
        .map(({ image, line }) => ({ file: FILE, line, message: `${image} is not pinned` })),
    ];
  },
};
