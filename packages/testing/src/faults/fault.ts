import type { Submission } from './client/submission.ts';
import type { AppProcess } from './cluster/app-process.ts';
import type { Lab } from './cluster/lab.ts';
import type { Evidence } from './verdict/evidence.ts';
import type { Figures } from './verdict/figures.ts';

/** Something that must be so, with what was found. */
export interface Criterion {
  /** As it is printed, figures included: `2 duplicates, at most 138`. */
  readonly text: string;
  readonly met: boolean;
  /** True for what every fault demands; it is printed only when it is not met. */
  readonly common?: boolean;
}

/** What a fault leaves behind for the judges. */
export interface Incident {
  /** Everything that clients asked for. */
  readonly submissions: readonly Submission[];
  /** How long the installation may take to come to rest. */
  readonly patienceMs: number;
  /** Says of an app that ended by itself whether that was to be; without it none is to. */
  readonly isExpected?: (app: AppProcess) => boolean;
  /** What this fault demands beside what all demand. Asked when everything is at rest. */
  readonly criteria: (figures: Figures, evidence: Evidence) => readonly Criterion[];
}

/** A fault of RELIABILITY.md, 2. One file in cases/, one line in fault-list.ts. */
export interface Fault {
  readonly id: string;
  readonly title: string;
  /** What it needs of Redis: `server` a real redis-server, `files` one that keeps its keys too. */
  readonly redis: 'any' | 'server' | 'files';
  /** `small`: PostgreSQL lies on a disk that can be filled up. */
  readonly disk?: 'small';
  /** Starts what it needs, puts a load on it, does its harm, and stops the load. */
  readonly run: (lab: Lab) => Promise<Incident>;
}
