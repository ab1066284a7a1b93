import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeAtomically } from './write-atomically.ts';

/** Who runs, by pid; null for a server that standalone did not start. */
export interface Pids {
  readonly standalone: number;
  readonly api: number;
  readonly workers: readonly number[];
  readonly sandbox: number;
  readonly postgres: number | null;
  readonly redis: number | null;
}

/** What scripts may rely on: `standalone.json` in the data folder, there while all is ready. */
export interface StandaloneFile {
  /** An origin, without base path. */
  readonly apiUrl: string;
  readonly consoleUrl: string;
  readonly bullBoardUrl: string;
  readonly bullBoardUser: string;
  readonly bullBoardPassword: string;
  readonly sandboxUrl: string;
  readonly smtpUrl: string;
  /** Of the tenant `default`, with every scope of a tenant. */
  readonly apiKey: string;
  readonly adminKey: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly pids: Pids;
}

const fileIn = (home: string): string => path.join(home, 'standalone.json');

export const writeStandaloneFile = (home: string, content: StandaloneFile): void =>
  writeAtomically(fileIn(home), `${JSON.stringify(content, null, 2)}\n`);

export const readStandaloneFile = (home: string): StandaloneFile =>
  JSON.parse(readFileSync(fileIn(home), 'utf8')) as StandaloneFile;

export const removeStandaloneFile = (home: string): void => rmSync(fileIn(home), { force: true });
