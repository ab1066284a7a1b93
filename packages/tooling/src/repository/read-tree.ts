import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The text of every file by its path from the root, with `/` on every system. */
export type Tree = ReadonlyMap<string, string>;

const isText = (content: Buffer): boolean => !content.subarray(0, 8_000).includes(0);

/** What git tracks, and what it would track once added: so a violation shows before the commit. */
export const readTree = (root: string): Tree => {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const tree = new Map<string, string>();
  for (const file of listed.split('\0')) {
    const full = path.join(root, file);
    if (file === '' || !existsSync(full)) continue; // deleted, and not yet committed as such
    const content = readFileSync(full);
    if (isText(content)) tree.set(file, content.toString('utf8'));
  }
  return tree;
};
