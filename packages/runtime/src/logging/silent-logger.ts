import type { Logger } from './logger.ts';

const nothing = (): void => undefined;

/** Keeps nothing: for tools and tests that do not care about lines. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => silentLogger,
};
