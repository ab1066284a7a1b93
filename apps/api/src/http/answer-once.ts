import {
  beginIdempotent,
  type Database,
  endIdempotent,
  type IdempotentRequest,
} from '@carillon/repositories';
import { type Logger, logAndContinue, type Sealer } from '@carillon/runtime';
import type { Answer } from './answer.ts';
import { beforeDeadline } from './before-deadline.ts';
import { replayAnswer } from './replay-answer.ts';

export interface AnswerOnceDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly sealer: Sealer;
  /** Whether answers hold a secret, which is shown once and never kept in the clear. */
  readonly sealed: boolean;
}

/** Under its key an answer opens, and nowhere else. */
const placeOf = ({ tenantId, key }: IdempotentRequest) => ({
  tenantId,
  accountId: key,
  setting: 'answer',
});

const replay = (
  { sealer, sealed }: AnswerOnceDeps,
  request: IdempotentRequest,
  stored: Parameters<typeof replayAnswer>[0],
): Answer => {
  const answer = replayAnswer(stored, request.fingerprint);
  if (!sealed || answer.body === null) return answer;
  return { ...answer, body: sealer.open(answer.body, placeOf(request)) };
};

const keep = async (
  { database, sealer, sealed }: AnswerOnceDeps,
  request: IdempotentRequest,
  { status, body, headers }: Answer,
): Promise<void> => {
  const text = sealed && body !== null ? sealer.seal(body, placeOf(request)) : body;
  const kept = { status, body: text, location: headers?.['location'] ?? null };
  await endIdempotent(database, request, kept);
};

/**
 * Runs a request once under its idempotency key. An answer is kept for 24 h, a refusal frees the key.
 * The accept does not come by here: there, key and work are one statement.
 */
export const answerOnce = async (
  deps: AnswerOnceDeps,
  request: IdempotentRequest,
  run: () => Promise<Answer>,
): Promise<Answer> => {
  const { database, log } = deps;
  const begun = await beforeDeadline(beginIdempotent(database, request));
  if (begun !== 'begun') return replay(deps, request, begun);
  try {
    const answer = await run();
    const why = 'an answer was not kept; its idempotency key is free again in a minute';
    await logAndContinue(keep(deps, request, answer), log, why);
    return answer;
  } catch (error) {
    const why = 'an idempotency key was not freed; it is free again in a minute';
    await logAndContinue(endIdempotent(database, request, null), log, why);
    throw error;
  }
};
