import { createSlots, type Slots } from '../limits/slots.ts';

/** Calls of one endpoint that one process makes at a time. */
const CALLS_PER_ENDPOINT = 10;
/** Idle ones are dropped when there are so many. */
const REMEMBERED = 1_000;

/** Slots for each endpoint, so that none takes any from another. */
export const createEndpointSlots = (): ((endpointId: string) => Slots) => {
  const byEndpoint = new Map<string, Slots>();
  return (endpointId) => {
    const known = byEndpoint.get(endpointId);
    if (known !== undefined) return known;
    if (byEndpoint.size >= REMEMBERED) {
      for (const [id, { free }] of byEndpoint) {
        if (free === CALLS_PER_ENDPOINT) byEndpoint.delete(id);
      }
    }
    const slots = createSlots(CALLS_PER_ENDPOINT);
    byEndpoint.set(endpointId, slots);
    return slots;
  };
};
