/** A version of a template as it was saved. What the objects hold is the affair of `templates`. */
export interface TemplateVersionRecord {
  readonly id: string;
  readonly version: number;
  /** As it was given. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** With its layout and partials put in. */
  readonly expanded: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}
