import { styleText } from 'node:util';

const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError];

/**
 * Why a start failed, for a person: our errors say what to do, so their words are enough; a bug is
 * shown with its stack.
 */
export const startProblem = (error: unknown): string => {
  const isBug = BUGS.some((bug) => error instanceof bug);
  const text = error instanceof Error ? (isBug && error.stack) || error.message : String(error);
  return `\n${styleText('red', '✗ Carillon could not start.')}\n\n${text}\n\n`;
};
