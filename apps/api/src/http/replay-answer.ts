import { CarillonError } from '@carillon/domain';
import type { StoredAnswer } from '@carillon/repositories';
import type { Answer } from './answer.ts';

/** What a request gets whose idempotency key is not its own: the stored answer, 409 or 422. */
export const replayAnswer = (stored: StoredAnswer | 'in_progress', fingerprint: Buffer): Answer => {
  if (stored === 'in_progress') {
    throw new CarillonError('idempotency_in_progress', 'The first request is not answered yet.');
  }
  if (!stored.fingerprint.equals(fingerprint)) {
    throw new CarillonError('idempotency_key_reused', 'This key was used for another request.');
  }
  return {
    status: stored.status,
    body: stored.body === '' ? null : stored.body,
    headers: {
      'idempotent-replayed': 'true',
      ...(stored.location === null ? {} : { location: stored.location }),
    },
  };
};
