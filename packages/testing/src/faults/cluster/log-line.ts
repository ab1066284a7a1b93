import { readFileSync } from 'node:fs';

/** One line that an app has logged. */
export interface LogLine {
  /** In ms since 1970. */
  readonly at: number;
  readonly level: string;
  readonly message: string;
}

/** The lines of a log so far; what is not JSON (a crash's last words) is left out. */
export const readLog = (file: string): LogLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as { time: string; level: string; message: string })
    .map(({ time, level, message }) => ({ at: Date.parse(time), level, message }));
