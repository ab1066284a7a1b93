import { CarillonError } from '@carillon/domain';

/** 503 comes within 2 s of the request (RELIABILITY.md, row 38). */
const ANSWER_MS = 1_900;

/**
 * What the promise resolves to, or 503 when it takes longer: nobody waits on a database that hangs.
 * The work itself is not stopped; what it does to the database has a time-out of its own.
 */
export const beforeDeadline = async <T>(promise: Promise<T>, ms = ANSWER_MS): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new CarillonError('service_unavailable', 'Try again in a moment.')),
    ms,
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
