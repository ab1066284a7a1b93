import {
  deleteEndedSuppressions,
  deleteForgottenTemplates,
  readRetentionPolicies,
  type Database,
} from '@carillon/repositories';
import { deleteAged } from '../retention/delete-aged.ts';
import { sweepAll } from '../retention/sweep-all.ts';
import type { Chore } from './chore.ts';

/** Of its interval a pass takes at most so much for itself; what is left is for the next. */
const MOST_MS = 20_000;

/** Deletes what has been kept for as long as its tenant wants it (docs/retention.md). */
export const retentionChore = (database: Database): Chore => ({
  name: 'retention',
  intervalMs: 300_000,
  once: true,
  pass: async () => {
    const endsAt = performance.now() + MOST_MS;
    const policies = await readRetentionPolicies(database);
    let rows =
      (await deleteEndedSuppressions(database)) + (await deleteForgottenTemplates(database));
    for (const policy of policies) rows += await deleteAged(database, policy, endsAt);
    const notifications = await sweepAll(database, policies, endsAt);
    return rows + notifications === 0 ? null : { rows, notifications };
  },
});
