import type { HoldReason } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';
import type { AcceptFlush, AcceptRequest, HoldTerms } from '../src/index.ts';
import { flushOf } from './flush-of.ts';

export interface HeldShape {
  readonly count: number;
  readonly reason?: HoldReason;
  readonly tenantId?: string;
}

/** A request of which the brake holds everything. */
export const heldFlush = ({ count, reason = 'burst', tenantId }: HeldShape): AcceptFlush => {
  const firstDueAt = new Date(Date.now() - 60_000);
  const expiresAt = new Date(firstDueAt.getTime() + 72 * 3_600_000);
  const held = { firstDueAt, delayMs: 0, keepsExpiry: false };
  const [request] = flushOf({
    count,
    riding: false,
    ...(tenantId === undefined ? {} : { tenantId }),
    notification: { expiresAt },
    delivery: { status: 'scheduled', dueAt: expiresAt, held },
  }).requests as [AcceptRequest];
  const hold: HoldTerms = {
    id: uuidv7(),
    reason,
    notifications: count,
    deliveries: count,
    measured: count,
    allowed: 1,
  };
  return { requests: [{ ...request, hold }], dispatches: [] };
};
