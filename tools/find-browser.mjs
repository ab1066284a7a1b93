// Looks for a Chromium that tests can drive: BROWSER_PATH, or one of the usual names on the PATH.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of a browser, or null. */
export const findBrowser = ({ BROWSER_PATH, PATH = '' }) => {
  const folders = PATH.split(path.delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [BROWSER_PATH, ...found].find((file) => file && isProgram(file)) ?? null;
};
