import {
  cancelPage,
  findCancelledBroadcasts,
  finishCancelled,
  type Database,
} from '@carillon/repositories';
import type { Chore } from './chore.ts';

/** Longer than the api goes on by itself while its caller waits. */
const MIN_AGE_MS = 3_000;

/** Cancels what is left of broadcasts that were too large for the api to cancel, or that it left undone. */
export const cancelBroadcastsChore = (database: Database): Chore => ({
  name: 'cancel-broadcasts',
  intervalMs: 1_000,
  once: true,
  pass: async () => {
    let cancelled = 0;
    for (const key of await findCancelledBroadcasts(database, MIN_AGE_MS)) {
      let after: string | null = key.batchId;
      while (after !== null) {
        const page = await cancelPage(database, { ...key, after });
        cancelled += page.cancelled;
        after = page.next;
      }
      await finishCancelled(database, key);
    }
    return cancelled === 0 ? null : { cancelled };
  },
});
