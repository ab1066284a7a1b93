import type { Channel } from '@carillon/domain';
import type { Places, Rank } from '@carillon/queue';
import type { AcceptedDispatch } from '@carillon/repositories';
import type { PlannedDelivery, PlannedNotification } from './plan-notification.ts';

/** A notification on its way into a flush, with its tenant. */
export interface Flushed {
  readonly tenantId: string;
  readonly notification: PlannedNotification;
}

/** What the deliveries of one tenant, channel and rank that are due now ask of the window. */
interface DueClass extends Omit<Places, 'jobs'> {
  readonly deliveries: PlannedDelivery[];
}

export interface DispatchPlan {
  readonly dispatches: readonly (AcceptedDispatch & { readonly rank: Rank })[];
  /** Places booked for them: to be given back if the flush is not stored. */
  readonly places: readonly Places[];
  /** True when something due found no room and waits in PostgreSQL. */
  readonly someWait: boolean;
}

export interface PlanDispatchesDeps {
  /** The window: how many jobs each class may add. */
  readonly admit: (wanted: readonly Places[]) => Promise<number[]>;
  /** Deliveries to a job: 50, or 1 where the channel has a cap, because BullMQ counts jobs. */
  readonly chunkSizeOf: (channel: Channel) => number;
  readonly newId: () => string;
}

const dueClasses = (flushed: readonly Flushed[]): DueClass[] => {
  const classes = new Map<string, DueClass>();
  for (const { tenantId, notification } of flushed) {
    const rank = notification.rank as Rank;
    for (const delivery of notification.deliveries) {
      if (delivery.status !== 'queued') continue;
      const name = `${tenantId} ${delivery.channel} ${rank}`;
      const known = classes.get(name);
      if (known !== undefined) known.deliveries.push(delivery);
      else classes.set(name, { tenantId, channel: delivery.channel, rank, deliveries: [delivery] });
    }
  }
  return [...classes.values()];
};

/**
 * Puts deliveries that are due now into jobs: those of the same tenant, channel and rank ride together.
 * The window decides how many jobs there may be; what finds no room keeps `dispatchId` null and waits
 * in PostgreSQL for the dispatcher.
 */
export const planDispatches = async (
  flushed: readonly Flushed[],
  { admit, chunkSizeOf, newId }: PlanDispatchesDeps,
): Promise<DispatchPlan> => {
  const classes = dueClasses(flushed);
  const wanted = classes.map(({ deliveries, ...place }) => ({
    ...place,
    jobs: Math.ceil(deliveries.length / chunkSizeOf(place.channel)),
  }));
  const got = wanted.length === 0 ? [] : await admit(wanted);
  const dispatches: (AcceptedDispatch & { rank: Rank })[] = [];
  for (const [i, { deliveries, tenantId, channel, rank }] of classes.entries()) {
    const size = chunkSizeOf(channel);
    for (let job = 0; job < (got[i] ?? 0); job += 1) {
      const riders = deliveries.slice(job * size, (job + 1) * size);
      const id = newId();
      for (const rider of riders) rider.dispatchId = id;
      dispatches.push({ id, tenantId, channel, rank, deliveryIds: riders.map((r) => r.id) });
    }
  }
  return {
    dispatches,
    places: wanted.flatMap((places, i) => {
      const jobs = got[i] ?? 0;
      return jobs === 0 ? [] : [{ ...places, jobs }];
    }),
    someWait: wanted.some(({ jobs }, i) => (got[i] ?? 0) < jobs),
  };
};
