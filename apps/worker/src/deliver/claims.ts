import {
  claimDeliveries,
  findClaimed,
  sqlStateOf,
  type ClaimedDelivery,
  type ClaimRequest,
  type Database,
} from '@carillon/repositories';
import { createBatcher, type Batcher, type Logger, type Metrics } from '@carillon/runtime';
import { v7 as uuidv7 } from 'uuid';
import { createSharedRequests } from '../broadcasts/shared-requests.ts';
import { untilAnswered } from './until-answered.ts';

/** Most deliveries that one claim statement takes. */
const MOST_DELIVERIES = 500;

export interface ClaimsDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export type Claims = Batcher<ClaimRequest, ClaimedDelivery[]>;

/**
 * Joins the claims of this process's jobs into group statements. When a statement's answer is lost,
 * what it claimed is read by its claim id before anyone is answered, because an unread claim would
 * look like a crash; that is tried for as long as the lease could be used.
 */
export const createClaims = ({ database, log, metrics }: ClaimsDeps): Claims => {
  const shared = createSharedRequests(database);
  return createBatcher<ClaimRequest, ClaimedDelivery[]>({
    maxWeight: MOST_DELIVERIES,
    weigh: (request) => request.deliveryIds.length,
    lanes: 1,
    run: async (requests) => {
      const end = metrics.flushSeconds.startTimer({ statement: 'claim' });
      const own = await claim(database, requests, log).finally(end);
      const forMs = leaseOf(requests);
      const claimed = await untilAnswered(() => shared.fillIn(own), { forMs });
      const byDispatch = Map.groupBy(claimed, (c) => c.dispatchId);
      return requests.map((r) => {
        const asked = new Set(r.deliveryIds);
        return (byDispatch.get(r.dispatchId) ?? []).filter((c) => asked.has(c.id));
      });
    },
  });
};

/** For so long what these requests claim can be used. */
const leaseOf = (requests: readonly ClaimRequest[]): number =>
  Math.min(...requests.map((r) => r.leaseMs));

const claim = async (
  database: Database,
  requests: readonly ClaimRequest[],
  log: Logger,
): Promise<ClaimedDelivery[]> => {
  const claimId = uuidv7();
  try {
    return await claimDeliveries(database, claimId, requests);
  } catch (error) {
    if (sqlStateOf(error) !== null) throw error;
    log.warn('a claim was not answered; reading what it claimed', { claimId, error });
    return untilAnswered(() => findClaimed(database, claimId, requests), {
      forMs: leaseOf(requests),
    });
  }
};
