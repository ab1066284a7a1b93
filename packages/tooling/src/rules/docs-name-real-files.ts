import path from 'node:path';
import type { Tree } from '../repository/read-tree.ts';
import type { Rule } from './rule.ts';

const LINK = /\]\((?!\w+:|#)([^)#\s]+)/g;
const NAMED = /`((?:apps|packages|docs|tools)\/[\w./-]+)`/g;

/** Paths that a document names: its links from its own folder, paths in backticks from the root. */
const pathsIn = (file: string, text: string): string[] => [
  ...Array.from(text.matchAll(LINK), ([, link = '']) =>
    path.posix.join(path.posix.dirname(file), link),
  ),
  ...Array.from(text.matchAll(NAMED), ([, named = '']) => named),
];

const exists = (tree: Tree, wanted: string): boolean => {
  const folder = wanted.endsWith('/') ? wanted : `${wanted}/`;
  return tree.has(wanted) || [...tree.keys()].some((file) => file.startsWith(folder));
};

export const docsNameRealFiles: Rule = {
  name: 'docs-name-real-files',
  reason: 'A page that sends its reader to a file that has moved is worse than none.',
  find: ({ tree }) =>
    [...tree]
      .filter(([file]) => file.endsWith('.md'))
      .flatMap(([file, text]) =>
        text.split('\n').flatMap((line, index) =>
          pathsIn(file, line)
            .filter((wanted) => !exists(tree, wanted))
            .map((wanted) => ({
              file,
              line: index + 1,
              message: `names ${wanted}, which is not there`,
            })),
        ),
      ),
};
