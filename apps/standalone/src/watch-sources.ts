import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Editors write a file in several steps; one restart is enough for all of them. */
const QUIET_MS = 200;

/** Calls back after the source of an app or a package has changed. */
export const watchSources = (onChange: () => void): void => {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ['apps', 'packages']) {
    const path = fileURLToPath(new URL(`../../../${folder}`, import.meta.url));
    watch(path, { recursive: true }, (_event, file) => {
      if (file === null || file.includes('node_modules') || !/\/src\/.*\.ts$/.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(onChange, QUIET_MS);
    });
  }
};
