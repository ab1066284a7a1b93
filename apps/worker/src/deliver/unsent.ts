import type { ClaimedDelivery, GivenBack } from '@carillon/repositories';

/** When an unsent delivery is due again, and whether it is held until then. */
export interface Later {
  readonly delayMs: number;
  readonly isHeld?: boolean;
}

/** What gives a claimed delivery back that nobody was called for: with its attempt. */
export const unsent = (
  { id, leaseToken }: Pick<ClaimedDelivery, 'id' | 'leaseToken'>,
  { delayMs, isHeld = false }: Later,
): GivenBack => ({ deliveryId: id, leaseToken, delayMs, rescued: false, isHeld });
