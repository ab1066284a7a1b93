import {
  deleteEndedSuppressions,
  deleteForgottenTemplates,
  readRetentionPolicies,
  type Database,
} from '@carillon/repositories';
import { deleteAged } from '../retention/delete-aged.ts';
import { sweepAll } from '../retention/sweep-all.ts';
import type { Chore } from './chore.ts';

/** Of its interval a pass takes at most so much for rows, and as much for notifications. */
const MOST_MS = 20_000;

/**
 * Deletes what has been kept for as long as its tenant wants it (docs/retention.md). What a pass does not
 * come to is for the next, which begins with the tenant that this one did not reach.
 */
export const retentionChore = (database: Database, mostMs = MOST_MS): Chore => {
  let turn = 0;
  return {
    name: 'retention',
    intervalMs: 300_000,
    once: true,
    pass: async (stop) => {
      const policies = await readRetentionPolicies(database);
      let rows =
        (await deleteEndedSuppressions(database)) + (await deleteForgottenTemplates(database));
      const rowsEndAt = performance.now() + mostMs;
      const first = turn % Math.max(policies.length, 1);
      for (const policy of [...policies.slice(first), ...policies.slice(0, first)]) {
        rows += await deleteAged(database, policy, rowsEndAt);
        turn += 1;
        if (stop?.aborted || performance.now() >= rowsEndAt) break;
      }
      const endsAt = performance.now() + mostMs;
      const isOver = () => stop?.aborted === true || performance.now() >= endsAt;
      const notifications = await sweepAll(database, policies, isOver);
      return rows + notifications === 0 ? null : { rows, notifications };
    },
  };
};
