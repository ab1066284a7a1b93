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

export interface DispatchEventsDeps {
  readonly database: Database;
  readonly producer: Producer;
}

/**
 * Puts events that are due onto their queue, a few of each endpoint at a time, and calls off what waits
 * for endpoints that are no more. Without Redis they wait here.
 */
export const dispatchEventsChore = (deps: DispatchEventsDeps): Chore => ({
  name: 'dispatch-events',
  intervalMs: 200,
  once: false,
  pass: async () => {
    let dispatched = 0;
    let calledOff = 0;
    for (const due of await findDueEndpoints(deps.database)) {
      if (!due.isEnabled) calledOff += await callOffEvents(deps.database, due, MOST_CALLED_OFF);
      else if (deps.producer.isUp()) dispatched += await dispatchTo(deps, due);
    }
    return calledOff === 0 ? null : { dispatched, calledOff };
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
