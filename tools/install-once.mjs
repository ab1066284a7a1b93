// Installs what pnpm-lock.yaml says, once: a later start asks no registry and changes nothing.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FOLDERS = ['apps', 'packages'];

/** Everything that decides what an installation is. */
const filesOf = (root) => {
  const manifests = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder)).map((name) => path.join(folder, name, 'package.json')),
  );
  return ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests].filter((file) =>
    existsSync(path.join(root, file)),
  );
};

const fingerprint = (root) => {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of filesOf(root)) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
};

/** Runs `install` unless the last one was of exactly these files. */
export const installOnce = async (root, install) => {
  const stamp = path.join(root, 'node_modules', '.carillon-installed');
  const wanted = fingerprint(root);
  const isThere = existsSync(path.join(root, 'node_modules', '.modules.yaml'));
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await install(!existsSync(path.join(root, 'node_modules')));
  writeFileSync(stamp, wanted);
};
