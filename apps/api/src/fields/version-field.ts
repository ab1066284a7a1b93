import { z } from 'zod';

/** The greatest number that PostgreSQL's integer holds. */
const MAX_VERSION = 2_147_483_647;

/** The number of a version, counted from 1. */
export const versionField = () => z.int().min(1).max(MAX_VERSION);
