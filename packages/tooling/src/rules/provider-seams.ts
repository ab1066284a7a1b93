import { edgesOf } from '../repository/edges-of.ts';
import type { Repository } from '../repository/repository.ts';
import type { Rule } from './rule.ts';

const SOURCE = 'packages/providers/src/';
const CATALOG = `${SOURCE}catalog.ts`;

/** `smtp` for a file in the folder of the provider smtp, null for any other. */
const folderOf = (path: string): string | null => {
  const [folder, ...rest] = path.startsWith(SOURCE) ? path.slice(SOURCE.length).split('/') : [];
  return folder !== undefined && rest.length > 0 ? folder : null;
};

/** A folder holds a provider when the catalogue imports from it. */
const providerFolders = (repository: Repository): Set<string> =>
  new Set(
    edgesOf(repository)
      .filter(({ source, target }) => source.path === CATALOG && target.kind === 'file')
      .flatMap(({ target }) => (target.kind === 'file' ? (folderOf(target.path) ?? []) : [])),
  );

export const providerSeams: Rule = {
  name: 'provider-seams',
  reason:
    'Adding a provider costs two edits, its folder and a line in catalog.ts; whoever else imports from a ' +
    'provider’s folder makes it three.',
  find: (repository) => {
    const providers = providerFolders(repository);
    return edgesOf(repository).flatMap(({ source, target, line }) => {
      if (target.kind !== 'file' || source.path === CATALOG || source.role === 'test') return [];
      const folder = folderOf(target.path);
      if (folder === null || !providers.has(folder) || folderOf(source.path) === folder) return [];
      return [{ file: source.path, line, message: `imports from the provider ${folder}` }];
    });
  },
};
