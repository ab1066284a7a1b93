import type { Producer } from '@carillon/queue';
import {
  callOffEvents,
  dispatchEvents,
  findDueEndpoints,
  giveBackEventDispatches,
  type Database,
  type DueEndpoint,
} from '@carillon/repositories';
import { v7 as uuidv7 } from 'uuid';
import type { Chore } from './chore.ts';

const MOST_CALLED_OFF = 1_000;
/** Endpoints at a time: one that is waited for keeps a third of a pass, and few of our connections. */
const AT_A_TIME = 3;

export interface DispatchEventsDeps {
  readonly database: Database;
  readonly producer: Producer;
}

/**
 * Puts events that are due onto their queue, a few of each endpoint at a time, and calls off what waits
 * for endpoints that are no more. An error at one of them leaves the others their turn. Without Redis
 * they wait here.
 */
export const dispatchEventsChore = (deps: DispatchEventsDeps): Chore => ({
  name: 'dispatch-events',
  intervalMs: 200,
  once: false,
  pass: async (stop) => {
    const did = { dispatched: 0, calledOff: 0 };
    const errors: unknown[] = [];
    const waiting = (await findDueEndpoints(deps.database)).values();
    const serve = async (): Promise<void> => {
      for (const due of waiting) {
        if (stop?.aborted === true) return;
        try {
          if (!due.isEnabled)
            did.calledOff += await callOffEvents(deps.database, due, MOST_CALLED_OFF);
          else if (deps.producer.isUp()) did.dispatched += await dispatchTo(deps, due);
        } catch (error) {
          errors.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, serve));
    if (errors.length > 0) throw new AggregateError(errors, 'event endpoints were passed over');
    return did.calledOff === 0 ? null : did;
  },
});

const dispatchTo = async (
  { database, producer }: DispatchEventsDeps,
  { tenantId, endpointId }: DueEndpoint,
): Promise<number> => {
  const id = uuidv7();
  const eventIds = await dispatchEvents(database, { tenantId, endpointId }, id);
  if (eventIds.length === 0) return 0;
  if (await producer.events.add({ id, tenantId, endpointId, eventIds })) return eventIds.length;
  await giveBackEventDispatches(database, [id]);
  return 0;
};
