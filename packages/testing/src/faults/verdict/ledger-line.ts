import { existsSync, readFileSync } from 'node:fs';

/** One message that a provider accepted, as it wrote it down before answering. */
export interface LedgerLine {
  readonly at: string;
  readonly provider: string;
  readonly channel: string;
  readonly to: string;
  readonly notificationId: string;
  readonly deliveryId: string;
  readonly attemptId: string;
}

/** All whole lines of these files; a file that is not there yet has none. */
export const readLedger = (files: readonly string[]): LedgerLine[] =>
  files.filter((file) => existsSync(file)).flatMap(linesOf);

/** What stands behind the last line's end was being written when its process was killed. */
const linesOf = (file: string): LedgerLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LedgerLine);
