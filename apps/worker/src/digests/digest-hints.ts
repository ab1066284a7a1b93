import { followDigests, type Database } from '@carillon/repositories';
import { logAndContinue, type Logger } from '@carillon/runtime';

/** What lets the members of digests know at once. */
export interface DigestHints {
  /** Told of deliveries that have ended, digests' own among them. */
  readonly onCarrierEnded: (deliveryIds: readonly string[]) => void;
}

export interface DigestHintsDeps {
  readonly database: Database;
  readonly log: Logger;
  /** Told of members that have ended with it. */
  readonly onRouteEnded: (deliveryIds: readonly string[]) => void;
}

/** A hint may be lost: the chore looks at every digest again, in time. */
export const createDigestHints = ({
  database,
  log,
  onRouteEnded,
}: DigestHintsDeps): DigestHints => ({
  onCarrierEnded: (deliveryIds) => {
    const follow = async (): Promise<void> => {
      const members = await followDigests(database, deliveryIds);
      if (members.length > 0) onRouteEnded(members);
    };
    void logAndContinue(follow(), log, 'members of a digest lag behind until they are looked at');
  },
});
