import {
  eventDeliveryKey,
  recordEvents,
  type Database,
  type EndpointNews,
  type EventResult,
} from '@carillon/repositories';
import { createBatcher, type Batcher, type Logger, type Metrics } from '@carillon/runtime';
import { untilAnswered } from '../deliver/until-answered.ts';

const MOST_RESULTS = 500;

/** Answers true when the result changed its event's delivery, false when it was fenced off. */
export type EventResults = Batcher<EventResult, boolean>;

interface ResultsDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly metrics: Metrics;
}

const tell = (log: Logger, { warned, disabled, ...endpoint }: EndpointNews): void => {
  if (disabled !== null) log.warn('an event endpoint was disabled', { ...endpoint, disabled });
  else if (warned) log.warn('an event endpoint will be disabled if it goes on failing', endpoint);
};

/**
 * Joins results into group statements, one at a time and in order. What cannot be written is kept and
 * repeated until it is: through an outage of PostgreSQL no result is lost while this process lives.
 */
export const createEventResults = ({ database, log, metrics }: ResultsDeps): EventResults =>
  createBatcher<EventResult, boolean>({
    maxWeight: MOST_RESULTS,
    run: async (results) => {
      let repeated = false;
      const { changed, news } = await untilAnswered(() => recordEvents(database, results), {
        onError: (error) => {
          if (!repeated) {
            const count = results.length;
            log.warn('results of events are kept until PostgreSQL is back', { count, error });
          }
          repeated = true;
        },
      });
      for (const one of news) tell(log, one);
      const isOurs = results.map((result) => changed.has(eventDeliveryKey(result)));
      const fenced = isOurs.filter((ours) => !ours).length;
      if (fenced > 0 && !repeated) metrics.fencedWrites.inc(fenced);
      return isOurs;
    },
  });
