import type { HintedInbox } from '@carillon/queue';
import { recordResults, type Database, type RecordedResult } from '@carillon/repositories';
import { createBatcher, type Batcher, type Logger, type Metrics } from '@carillon/runtime';
import { untilAnswered } from './until-answered.ts';

const MOST_RESULTS = 500;

export interface Finished {
  readonly result: RecordedResult;
  /** The job whose last result this is: its dispatch is deleted in the same statement. */
  readonly endsDispatch: string | null;
}

/** The inboxes that these results put something into. */
const inboxesOf = (rows: readonly RecordedResult[]): HintedInbox[] =>
  rows.flatMap(({ tenantId, item }) =>
    item === null ? [] : [{ tenantId, subscriberId: item.subscriberId }],
  );

/** Answers true when the result changed its delivery's state, false when it was fenced off. */
export type Results = Batcher<Finished, boolean>;

/**
 * Joins results into group statements, one at a time and in order, so that a dispatch is never deleted
 * before an earlier result of it is written. What cannot be written is kept and repeated until it is:
 * through an outage of PostgreSQL no result is lost while this process lives.
 */
export const createResults = ({
  database,
  log,
  metrics,
  hintInboxes,
}: {
  database: Database;
  log: Logger;
  metrics: Metrics;
  /** Told whose inboxes have something new. */
  hintInboxes: (inboxes: readonly HintedInbox[]) => void;
}): Results =>
  createBatcher<Finished, boolean>({
    maxWeight: MOST_RESULTS,
    run: async (finished) => {
      let repeated = false;
      const ended = finished.flatMap((f) => (f.endsDispatch === null ? [] : [f.endsDispatch]));
      const rows = finished.map((f) => f.result);
      const end = metrics.flushSeconds.startTimer({ statement: 'result' });
      const { changed } = await untilAnswered(() => recordResults(database, rows, ended), {
        onError: (error) => {
          if (!repeated)
            log.warn('results are kept until PostgreSQL is back', { count: rows.length, error });
          repeated = true;
        },
      });
      end();
      hintInboxes(inboxesOf(rows));
      const fenced = rows.filter((r) => !changed.has(r.deliveryId));
      if (fenced.length > 0 && !repeated) {
        metrics.fencedWrites.inc(fenced.length);
        log.warn('results were fenced off: their leases were no longer ours', {
          deliveryIds: fenced.map((r) => r.deliveryId).slice(0, 20),
          count: fenced.length,
        });
      }
      return rows.map((r) => repeated || changed.has(r.deliveryId));
    },
  });
