import type { Repository } from '../repository/repository.ts';

/** One place that breaks a rule. */
export interface Violation {
  readonly file: string;
  /** Counted from 1; left out when the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

/** A rule of DESIGN.md, 3 or STYLE.md: its reason is printed with every violation. */
export interface Rule {
  readonly name: string;
  /** Why the rule exists, in a sentence for the person who broke it. */
  readonly reason: string;
  find(repository: Repository): Violation[];
}
