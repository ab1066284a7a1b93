import { z } from 'zod';

const MESSAGE = 'A time in RFC 3339 with a zone is expected, as in 2026-01-31T12:00:00.000Z.';

/** A moment in RFC 3339, 5.6: seconds and a zone are never left out. Read as a `Date`. */
export const timeField = () =>
  z.iso.datetime({ offset: true, error: MESSAGE }).transform((text) => new Date(text));
