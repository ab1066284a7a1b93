import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Replaces a file at once: a reader sees the old text or the new one. Only its owner may read it. */
export const writeAtomically = (file: string, text: string): void => {
  const draft = `${file}.unfinished`;
  const fd = openSync(draft, 'w', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(draft, file);
};
