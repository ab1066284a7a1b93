import { applyReceipts, findUnapplied, type Database } from '@carillon/repositories';
import type { Channel } from '@carillon/domain';
import type { Chore } from './chore.ts';

const MOST = 500;

export interface ApplyReceiptsDeps {
  readonly database: Database;
  readonly onRouteEnded: (deliveryIds: readonly string[]) => void;
  readonly onCarrierEnded: (deliveryIds: readonly string[]) => void;
  readonly onDead: (dead: readonly { deliveryId: string; channel: Channel }[]) => void;
}

/**
 * Applies receipts that came while their delivery was being sent, or that the api could only store.
 * Often: what a vendor says is to be seen within a second.
 */
export const applyReceiptsChore = ({
  database,
  onDead,
  onRouteEnded,
  onCarrierEnded,
}: ApplyReceiptsDeps): Chore => ({
  name: 'apply-receipts',
  intervalMs: 250,
  once: false,
  pass: async () => {
    const moved = await applyReceipts(database, await findUnapplied(database, MOST));
    onDead(moved.filter((m) => m.status === 'failed'));
    if (moved.length === 0) return null;
    const ids = moved.map((m) => m.deliveryId);
    onRouteEnded(ids);
    onCarrierEnded(ids);
    return { moved: moved.length };
  },
});
