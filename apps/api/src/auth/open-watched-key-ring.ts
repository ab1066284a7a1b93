import { readKeyVersion } from '@carillon/repositories';
import { runRepeatedly } from '@carillon/runtime';
import { type KeyRing, type KeyRingParts, openKeyRing } from './open-key-ring.ts';

export interface WatchedKeyRing extends KeyRing {
  /** Looks no more; resolves when the look that runs has ended. */
  close(): Promise<void>;
}

/** So soon a key that was revoked or rotated in another process ends here. */
const LOOK_MS = 1_000;

/**
 * A key ring that looks for changes of keys. Where PostgreSQL cannot be asked the ring's own limits
 * hold: what is known of a key lasts for 25 s at most.
 */
export const openWatchedKeyRing = (parts: KeyRingParts): WatchedKeyRing => {
  const { database, log } = parts;
  const keyRing = openKeyRing(parts);
  let version: string | null = null;
  let fails = false;

  const look = async (): Promise<void> => {
    try {
      const newest = await readKeyVersion(database);
      // What was read before the first look may have changed before it too.
      if (newest !== version) keyRing.doubtAll();
      version = newest;
      fails = false;
    } catch (error) {
      if (!fails) log.warn('changes of keys are not seen; each ends within 30 s', { error });
      fails = true;
    }
  };
  const looks = runRepeatedly(look, () => LOOK_MS);
  return { ...keyRing, close: () => looks.stop() };
};
