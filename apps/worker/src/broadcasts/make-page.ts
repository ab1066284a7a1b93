import {
  giveUpBroadcast,
  makeBroadcastPage,
  putOffBroadcast,
  type Database,
  type OpenBroadcast,
} from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { Setbacks } from '../setbacks/create-setbacks.ts';
import { planMembers } from './plan-members.ts';

/** Deliveries of one page: what is written in some 20 ms. */
const DELIVERIES_PER_PAGE = 500;

export interface MakePageDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly setBack: Setbacks;
}

/**
 * Makes the next page of one broadcast. Resolves to how many members it was, 0 where the page failed and
 * its broadcast has stepped aside; null when no broadcast is open. Rejects when none could be taken.
 */
export const makePage = async ({
  database,
  clock,
  setBack,
}: MakePageDeps): Promise<number | null> => {
  const taken: OpenBroadcast[] = [];
  try {
    return await makeBroadcastPage(database, {
      sizeFor: (broadcast) => {
        taken.push(broadcast);
        return Math.ceil(DELIVERIES_PER_PAGE / broadcast.request.channels.length);
      },
      plan: (broadcast, subscribers) => planMembers(broadcast, subscribers, clock),
    });
  } catch (error) {
    const [broadcast] = taken;
    if (broadcast === undefined) throw error;
    await setBack({
      ...broadcast,
      what: 'broadcast',
      id: broadcast.batchId,
      error,
      putOff: (failure, pauseMs) => putOffBroadcast(database, broadcast, { failure, pauseMs }),
      giveUp: (failure) => giveUpBroadcast(database, broadcast, failure),
    });
    return 0;
  }
};
