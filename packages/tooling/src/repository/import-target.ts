import { isBuiltin } from 'node:module';
import path from 'node:path';

/** What an import leads to. */
export type ImportTarget =
  | { readonly kind: 'builtin'; readonly name: string }
  /** A file of this repository, by its path from the root. */
  | { readonly kind: 'file'; readonly path: string }
  /** A package by its name; `subpath` is empty for its main entry. */
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string };

/** Reads an import's specifier as seen from the file that has it. */
export const importTarget = (from: string, specifier: string): ImportTarget => {
  if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier.replace(/^node:/, '') };
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
    return { kind: 'file', path: path.posix.join(path.posix.dirname(from), specifier) };
  }
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return {
    kind: 'package',
    name: parts.slice(0, length).join('/'),
    subpath: parts.slice(length).join('/'),
  };
};
