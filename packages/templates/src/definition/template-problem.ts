/**
 * `template_unsafe`: what no template may do. `template_invalid`: what is malformed or names what is
 * not there. `template_budget_exceeded`: what is too large, or would take or make too much.
 */
export type TemplateProblemCode =
  | 'template_unsafe'
  | 'template_invalid'
  | 'template_budget_exceeded';

/** One thing wrong with a template. */
export interface TemplateProblem {
  /** Dotted, as in `channels.email.html`, `locales.pt.sms.text` or `layout`. */
  readonly path: string;
  readonly code: TemplateProblemCode;
  /** Names the partial where the place is in one. */
  readonly message: string;
  /** Both from 1, in the source as its author wrote it: of the field, or of the partial named. */
  readonly line?: number;
  readonly column?: number;
}
