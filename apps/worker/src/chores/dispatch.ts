import type { Channel } from '@carillon/domain';
import type { WindowClass } from '@carillon/queue';
import {
  expireDeliveries,
  findExpiredWaiting,
  findWaitingClasses,
  type WaitingClass,
} from '@carillon/repositories';
import { windowOf, type DispatchClassDeps } from '../dispatch/dispatch-class.ts';
import { dispatchRation } from '../dispatch/dispatch-ration.ts';
import { fillWindow } from '../dispatch/fill-window.ts';
import { sortByAdmission, type AdmissionDeps } from '../dispatch/sort-by-admission.ts';
import type { Chore } from './chore.ts';

const MOST_EXPIRED = 500;

export interface DispatchDeps extends DispatchClassDeps, AdmissionDeps {
  readonly onDead: (dead: readonly { deliveryId: string; channel: Channel }[]) => void;
  readonly onCarrierEnded: (deliveryIds: readonly string[]) => void;
  /** Asks for the next pass at once: there is more to do. */
  readonly again: () => void;
}

/**
 * Moves what waits in PostgreSQL and is due onto the queues, as far as the windows have room and the
 * accounts may be called: by priority, then tenants by their weight, then age. Ends what has expired. Reopens
 * the fast path of a class when nothing of it waits any more.
 */
export const dispatchChore = (deps: DispatchDeps): Chore => {
  let waited = new Map<string, WindowClass>();
  let turn = 0;
  return {
    name: 'dispatch',
    intervalMs: 150,
    once: false,
    pass: async () => {
      const expired = await expireWaiting(deps);
      if (!deps.producer.isUp()) return expired === 0 ? null : { expired };
      const due = (await findWaitingClasses(deps.database)).filter((c) => c.due);
      const { free, rationed } = await sortByAdmission(deps, due);
      const windows = Map.groupBy(free, nameOf);
      for (const [name, window] of waited) {
        if (!windows.has(name)) await deps.producer.window.reopen(window);
      }
      waited = new Map(
        [...windows].map(([name, [first]]) => [name, windowOf(first as WaitingClass)]),
      );
      let dispatched = 0;
      turn += 1;
      for (const tenants of windows.values()) dispatched += await fillWindow(deps, tenants, turn);
      for (const ration of rationed) dispatched += await dispatchRation(deps, ration);
      return dispatched + expired === 0 ? null : { dispatched, expired };
    },
  };
};

const nameOf = (waiting: WaitingClass): string => `${waiting.channel}:${waiting.rank}`;

const expireWaiting = async ({
  database,
  onDead,
  onCarrierEnded,
}: DispatchDeps): Promise<number> => {
  const ids = await findExpiredWaiting(database, MOST_EXPIRED);
  if (ids.length === 0) return 0;
  const expired = await expireDeliveries(database, ids);
  onDead(expired.filter(({ isDead }) => isDead));
  onCarrierEnded(expired.map(({ deliveryId }) => deliveryId));
  return expired.length;
};
