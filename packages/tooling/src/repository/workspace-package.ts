import type { Tree } from './read-tree.ts';

/** A package of the workspace, as its package.json describes it. */
export interface WorkspacePackage {
  /** `packages/domain` */
  readonly folder: string;
  /** `@carillon/domain` */
  readonly name: string;
  readonly isApp: boolean;
  /** What product code may import: dependencies, optional and peer ones. */
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

type Names = Readonly<Record<string, string>> | undefined;
interface Manifest {
  readonly name?: string;
  readonly dependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
  readonly devDependencies?: Names;
}

const namesIn = (...groups: Names[]): Set<string> =>
  new Set(groups.flatMap((group) => Object.keys(group ?? {})));

const parse = (folder: string, text: string): WorkspacePackage => {
  const manifest = JSON.parse(text) as Manifest;
  return {
    folder,
    name: manifest.name ?? folder,
    isApp: folder.startsWith('apps/'),
    dependencies: namesIn(
      manifest.dependencies,
      manifest.optionalDependencies,
      manifest.peerDependencies,
    ),
    devDependencies: namesIn(manifest.devDependencies),
  };
};

const MANIFEST = /^((?:apps|packages)\/[^/]+)\/package\.json$/;

/** Every package of the workspace that the tree holds. */
export const workspacePackages = (tree: Tree): WorkspacePackage[] =>
  [...tree].flatMap(([file, text]) => {
    const folder = MANIFEST.exec(file)?.[1];
    return folder === undefined ? [] : [parse(folder, text)];
  });
