import { mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** The data folder as an absolute path; made, closed to others, when there is none. */
export const openHome = (configured: string): string => {
  const home = path.resolve(configured);
  mkdirSync(path.dirname(home), { recursive: true }); // these must not become 0700 with it
  mkdirSync(home, { recursive: true, mode: 0o700 });
  return realpathSync(home);
};
