const UNDEFINED_TABLE = '42P01';
const UNDEFINED_COLUMN = '42703';

/** True when a statement failed because the migrations have not run, or not all of them. */
export const isSchemaMissing = (error: unknown): boolean => {
  const code = (error as { code?: unknown } | null)?.code;
  return code === UNDEFINED_TABLE || code === UNDEFINED_COLUMN;
};
