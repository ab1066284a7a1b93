import { z } from 'zod';

/** What examples, manuals and attackers try first. */
const KNOWN: ReadonlySet<string> = new Set(
  `admin administrator bullboard carillon changeme change-me change_me default example letmein
  operator password passw0rd secret test token 12345678 123456789 1234567890`.split(/\s+/),
);
const LEAST_LENGTH = 8;

const isOwn = (text: string): boolean =>
  text.length >= LEAST_LENGTH && !KNOWN.has(text.toLowerCase()) && new Set(text).size > 3;

/** A secret that somebody has chosen for this installation: none that is short or the same everywhere. */
export const ownSecret = () =>
  z
    .string()
    .refine(isOwn)
    .meta({ expected: `at least ${LEAST_LENGTH} characters, and no default such as "changeme"` });
