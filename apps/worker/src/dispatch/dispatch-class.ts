import type { Channel } from '@carillon/domain';
import type { DispatchJob, Places, Producer, Rank, WindowClass } from '@carillon/queue';
import {
  dispatchDue,
  giveBackDispatches,
  type Database,
  type WaitingClass,
} from '@carillon/repositories';

export interface DispatchClassDeps {
  readonly database: Database;
  readonly producer: Producer;
  /** Deliveries to a job: 50, or 1 where the channel is capped. */
  readonly chunkSizeOf: (channel: Channel) => number;
}

/** So much of one tenant's class, for which so many places in the window are booked. */
export interface ClassPortion extends Places {
  /** At most so many deliveries; as many as fit into the jobs when left out. */
  readonly limit?: number;
  /** True when the deliveries' calls were taken from their budget. */
  readonly paid?: boolean;
}

export interface Dispatched {
  readonly deliveries: number;
  readonly jobs: number;
}

export const windowOf = ({ channel, rank }: WaitingClass): WindowClass => ({
  channel,
  rank: rank as Rank,
});

/** Puts due deliveries into jobs; gives back what could not be added and the places not used. */
export const dispatchClass = async (
  deps: DispatchClassDeps,
  portion: ClassPortion,
): Promise<Dispatched> => {
  const { database, producer } = deps;
  const { channel, rank, tenantId, jobs } = portion;
  const chunkSize = deps.chunkSizeOf(channel);
  const limit = Math.min(portion.limit ?? Infinity, jobs * chunkSize);
  const rows = await dispatchDue(database, { channel, rank, tenantId, limit, chunkSize });
  const paid = portion.paid === true;
  const added = rows.map((row): DispatchJob => ({ ...row, rank: row.rank as Rank, paid }));
  const { failed } = await producer.add(added);
  if (failed.length > 0) await giveBackDispatches(database, failed);
  const lost = new Set(failed);
  const used = rows.filter((r) => !r.suspect && !lost.has(r.id)).length;
  if (used < jobs) {
    await producer.window.giveBack([{ channel, rank, tenantId, jobs: jobs - used }]);
  }
  return { deliveries: rows.reduce((sum, row) => sum + row.deliveryIds.length, 0), jobs: used };
};
