import { repositoryOf } from '../repository/repository.ts';
import type { Rule } from './rule.ts';

const manifest = (folder: string): string =>
  JSON.stringify({ name: `@carillon/${folder.split('/')[1]}` });

/**
 * For tests: what a rule says about a tree of texts, as `file:line message`. Packages that the
 * tree has no package.json for get an empty one.
 */
export const plant = (rule: Rule, files: Readonly<Record<string, string>>): string[] => {
  const tree = new Map<string, string>();
  for (const path of Object.keys(files)) {
    const folder = /^(?:apps|packages)\/[^/]+/.exec(path)?.[0];
    if (folder !== undefined) tree.set(`${folder}/package.json`, manifest(folder));
  }
  for (const [path, text] of Object.entries(files)) tree.set(path, text);
  return rule
    .find(repositoryOf(tree))
    .map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`} ${message}`);
};
