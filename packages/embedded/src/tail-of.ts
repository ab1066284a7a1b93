import { readFileSync } from 'node:fs';

/** The last lines of a server's log, for an error message; empty when there is none. */
export const tailOf = (logFile: string, lines = 12): string => {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
};
