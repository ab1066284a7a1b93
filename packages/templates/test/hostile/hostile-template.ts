import type { TemplateProblemCode } from '../../src/definition/template-problem.ts';

/** A template that must not do what it wants to. It stands in an e-mail's html. */
export interface HostileTemplate {
  /** What it tries. */
  readonly why: string;
  readonly source: string;
  readonly code: TemplateProblemCode;
  /** With it the template passes the check and is to be stopped when it runs. */
  readonly data?: Readonly<Record<string, unknown>>;
}
