import { Buffer } from 'node:buffer';
import { CarillonError, timeOfId } from '@carillon/domain';
import {
  isUnavailable,
  type Refusal,
  type SettledSubmission,
  type Submission,
} from '@carillon/repositories';
import { draftRequest } from '../accept/draft-request.ts';
import type { RequestDraft } from '../accept/request-draft.ts';
import { judgedOf } from '../endpoints/notifications/judged-of.ts';
import { notificationRequestSchema } from '../endpoints/notifications/notification-request-schema.ts';
import { parseJson } from '../http/parse-json.ts';
import { PROBLEMS } from '../http/problem.ts';
import { invalidFields, validBody } from '../http/validate.ts';
import type { Services } from '../services.ts';

export type SubmissionDeps = Pick<Services, 'acceptor' | 'egress' | 'log' | 'producer'>;

/** After so many tries what fails for a reason of ours is refused: it would fail for ever. */
const MOST_TRIES = 10;
const MOST_PAUSE_SECONDS = 60;

const accepted = (id: string): SettledSubmission => ({ id, refusal: null, againInSeconds: null });

const refused = (id: string, refusal: Refusal): SettledSubmission => ({
  id,
  refusal,
  againInSeconds: null,
});

/** As `POST /notifications` reads it; accepted at the instant at which it was asked for. */
const draftOf = ({ id, request }: Submission, { egress }: SubmissionDeps): RequestDraft => {
  const read = validBody(notificationRequestSchema, parseJson(Buffer.from(request)));
  const drafted = draftRequest(read, { now: new Date(timeOfId(id)), egress });
  if (!drafted.ok) throw invalidFields(drafted.errors);
  return drafted.draft;
};

/** The notification that was first with the same dedupe key, or null when this one is stored. */
const store = async (submission: Submission, deps: SubmissionDeps): Promise<string | null> => {
  const { id, tenantId, request } = submission;
  const draft = draftOf(submission, deps);
  const isBroadcast = draft.request.to.topic !== undefined;
  let firstId: string | null = null;
  await deps.acceptor.accept({
    tenantId,
    apiKeyId: null,
    idempotency: null,
    traceparent: null,
    drafts: [draft],
    notificationId: id,
    batchId: isBroadcast ? id : null,
    bytes: Buffer.byteLength(request),
    answer: (judged) => {
      const planned = judgedOf(judged);
      firstId = 'first' in planned ? planned.first.record.id : null;
      return { status: 202, location: null, body: '' };
    },
  });
  if (isBroadcast) deps.producer.wake('fan-out');
  return firstId;
};

const isRefusal = (error: unknown): error is CarillonError =>
  error instanceof CarillonError && PROBLEMS[error.code].status < 500;

const failed = (
  { id, tries, tenantId }: Submission,
  error: unknown,
  { log }: SubmissionDeps,
): SettledSubmission => {
  if (isRefusal(error)) {
    const { code, message: detail, errors = [] } = error;
    return refused(id, { code, detail, errors, firstId: null });
  }
  const isOurs =
    !isUnavailable(error) &&
    !(error instanceof CarillonError && error.code === 'service_unavailable');
  if (isOurs) log.error('a request made in SQL failed', { submissionId: id, tenantId, error });
  if (isOurs && tries >= MOST_TRIES) {
    const detail = 'It could not be accepted; the log of the api says why.';
    return refused(id, { code: 'internal', detail, errors: [], firstId: null });
  }
  return { id, refusal: null, againInSeconds: Math.min(2 ** tries / 4, MOST_PAUSE_SECONDS) };
};

/**
 * Accepts what `carillon.notify` left behind: read, planned and stored like a request that came by REST,
 * under the id that the caller was told. Never rejects.
 */
export const acceptSubmission = async (
  submission: Submission,
  deps: SubmissionDeps,
): Promise<SettledSubmission> => {
  const { id, isStored } = submission;
  if (isStored) return accepted(id);
  try {
    const firstId = await store(submission, deps);
    if (firstId === null) return accepted(id);
    const detail = 'Within the window of its dedupe key another one was first.';
    return refused(id, { code: 'deduplicated', detail, errors: [], firstId });
  } catch (error) {
    return failed(submission, error, deps);
  }
};
