/** A piece that templates share, or a layout. */
export interface PartialRecord {
  readonly name: string;
  readonly source: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const PARTIAL_COLUMNS = [
  'name',
  'source',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;
