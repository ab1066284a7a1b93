/** A template: a key, and which of its versions is in use. */
export interface TemplateRecord {
  readonly id: string;
  readonly key: string;
  readonly newestVersion: number;
  /** Null until one is published. */
  readonly publishedVersion: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The columns of a template `t`, under the names of `TemplateRecord`. */
export const TEMPLATE_COLUMNS = `t.id, t.key, t.newest_version AS "newestVersion",
  t.published_version AS "publishedVersion", t.created_at AS "createdAt", t.updated_at AS "updatedAt"`;
