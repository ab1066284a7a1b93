import { followDigests, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

export interface FollowDigestsDeps {
  readonly database: Database;
  readonly onRouteEnded: (deliveryIds: readonly string[]) => void;
}

/** Gives members of digests the state that their digest has come to, where no hint has done so. */
export const followDigestsChore = ({ database, onRouteEnded }: FollowDigestsDeps): Chore => ({
  name: 'follow-digests',
  intervalMs: 250,
  once: false,
  pass: async () => {
    const members = await followDigests(database, null);
    if (members.length > 0) onRouteEnded(members);
    return members.length === 0 ? null : { members: members.length };
  },
});
