import { edgesOf } from '../repository/edges-of.ts';
import type { Rule } from './rule.ts';

export const noDeepImports: Rule = {
  name: 'no-deep-imports',
  reason:
    'A package is free to change whatever its src/index.ts does not export; import it by its bare name, ' +
    'never a file of it.',
  find: (repository) =>
    edgesOf(repository).flatMap(({ source, from, statement, target, line }) => {
      const isDeep =
        target.kind === 'package' &&
        target.subpath !== '' &&
        repository.packages.some(({ name }) => name === target.name);
      const leaves =
        target.kind === 'file' && from !== undefined && !target.path.startsWith(`${from.folder}/`);
      if (!isDeep && !leaves) return [];
      const message = `imports ${statement.specifier}, a file of another package`;
      return [{ file: source.path, line, message }];
    }),
};
