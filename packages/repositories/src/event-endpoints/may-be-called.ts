import { ENDPOINT_PATIENCE } from '@carillon/domain';

/**
 * A condition: the endpoint `e` may be called now. One that fails is left alone for as long as it has
 * failed, up to a limit: its first failure puts nothing off, and one that is down costs a call each
 * time the limit is over, whatever waits for it. What waits keeps its attempts.
 */
export const MAY_BE_CALLED = `(e.failing_since IS NULL OR coalesce(e.last_failed_at
  + least(e.last_failed_at - e.failing_since, ${ENDPOINT_PATIENCE.longestPauseMs} * interval '1 ms'), now()) <= now())`;
