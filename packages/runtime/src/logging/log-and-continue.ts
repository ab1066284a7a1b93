import type { Logger } from './logger.ts';

/**
 * Swallows a failure on purpose and leaves a line that says so: `why` names what was given up and
 * why that is safe. Resolves to undefined when the promise rejected; never rejects.
 */
export const logAndContinue = async <T>(
  promise: Promise<T>,
  log: Logger,
  why: string,
): Promise<T | undefined> => {
  try {
    return await promise;
  } catch (error) {
    log.warn(why, { error });
    return undefined;
  }
};
