import type { Tree } from './read-tree.ts';
import { readSource, type SourceFile } from './source-file.ts';
import { workspacePackages, type WorkspacePackage } from './workspace-package.ts';

/** All that the rules look at: made from texts alone, so that a test plants what it likes. */
export interface Repository {
  readonly tree: Tree;
  readonly packages: readonly WorkspacePackage[];
  readonly sources: readonly SourceFile[];
}

/** TypeScript of the workspace, and the plain scripts under tools/. */
const SOURCE = /^(?:apps|packages)\/.*\.[mc]?tsx?$|^tools\/.*\.[mc]?[jt]s$/;

/** Reads a tree of texts as the monorepo it is. */
export const repositoryOf = (tree: Tree): Repository => ({
  tree,
  packages: workspacePackages(tree),
  sources: [...tree]
    .filter(([path]) => SOURCE.test(path))
    .map(([path, text]) => readSource(path, text)),
});

/** The package that a file lies in; undefined at the root and under tools/. */
export const packageOf = (repository: Repository, path: string): WorkspacePackage | undefined =>
  repository.packages.find(({ folder }) => path.startsWith(`${folder}/`));
