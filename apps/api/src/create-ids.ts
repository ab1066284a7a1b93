import { randomFillSync } from 'node:crypto';
import { notificationIdFrom } from '@carillon/domain';
import type { Clock } from '@carillon/runtime';
import { v7 as uuidv7 } from 'uuid';

/** Makes ids in the order in which they are asked for, within this process. */
export interface Ids {
  readonly newId: () => string;
  /** A notification's time of acceptance is that of its id. */
  readonly newNotificationId: () => string;
}

const UUID_BYTES = 16;
/** One system call for so many ids: `uuid` by itself asks the kernel for each few. */
const POOLED_IDS = 1_024;

/**
 * UUIDv7 by our own clock. Within a millisecond a 32-bit counter in the leading random bits goes up
 * (RFC 9562, 6.2, method 1), and when the clock steps back the time stands still, so that ids never go
 * back. The counter begins with its first bit clear, so there is room to count.
 */
export const createIds = (clock: Clock): Ids => {
  const pool = Buffer.alloc(POOLED_IDS * UUID_BYTES);
  let used = pool.length;
  let msecs = 0;
  let seq = 0;

  const newId = (): string => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const random = pool.subarray(used, used + UUID_BYTES);
    used += UUID_BYTES;
    const nowMs = clock.nowMs();
    if (nowMs > msecs) {
      msecs = nowMs;
      seq = random.readUInt32BE(0) >>> 1;
    } else {
      seq = (seq + 1) >>> 0;
      if (seq === 0) msecs += 1;
    }
    return uuidv7({ msecs, seq, random });
  };
  return { newId, newNotificationId: () => notificationIdFrom(newId()) };
};
