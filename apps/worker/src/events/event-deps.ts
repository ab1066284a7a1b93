import type { WebhookClient } from '@carillon/providers';
import type { Producer } from '@carillon/queue';
import type { Database } from '@carillon/repositories';
import type { Logger, Metrics, Sealer } from '@carillon/runtime';
import type { Slots } from '../limits/slots.ts';
import type { EventResults } from './event-results.ts';

/** What sending events needs; one value for the whole process. */
export interface EventDeps {
  readonly database: Database;
  readonly producer: Producer;
  readonly client: WebhookClient;
  /** Opens the secrets that sign. */
  readonly sealer: Sealer;
  readonly results: EventResults;
  /** The room that calls of an endpoint have in this process. */
  readonly slotsOf: (endpointId: string) => Slots;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Told that an endpoint has room for more. */
  readonly wakeEvents: () => void;
}
