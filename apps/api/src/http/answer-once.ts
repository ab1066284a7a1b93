import {
  beginIdempotent,
  type Database,
  endIdempotent,
  type IdempotentRequest,
} from '@carillon/repositories';
import { type Logger, logAndContinue } from '@carillon/runtime';
import type { Answer } from './answer.ts';
import { replayAnswer } from './replay-answer.ts';

/**
 * Runs a request once under its idempotency key. An answer is kept for 24 h, a refusal frees the key.
 * The accept does not come by here: there, key and work are one statement.
 */
export const answerOnce = async (
  { database, log }: { database: Database; log: Logger },
  request: IdempotentRequest,
  run: () => Promise<Answer>,
): Promise<Answer> => {
  const begun = await beginIdempotent(database, request);
  if (begun !== 'begun') return replayAnswer(begun, request.fingerprint);
  try {
    const { status, body, headers } = await run();
    const kept = { status, body, location: headers?.['location'] ?? null };
    const why = 'an answer was not kept; its idempotency key is free again in a minute';
    await logAndContinue(endIdempotent(database, request, kept), log, why);
    return { status, body, ...(headers === undefined ? {} : { headers }) };
  } catch (error) {
    const why = 'an idempotency key was not freed; it is free again in a minute';
    await logAndContinue(endIdempotent(database, request, null), log, why);
    throw error;
  }
};
