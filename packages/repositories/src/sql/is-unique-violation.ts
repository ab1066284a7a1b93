import { sqlStateOf } from './repeat-on-conflict.ts';

const UNIQUE_VIOLATION = '23505';

/** True when a row like the one written is there already. */
export const isUniqueViolation = (error: unknown): boolean =>
  sqlStateOf(error) === UNIQUE_VIOLATION;
