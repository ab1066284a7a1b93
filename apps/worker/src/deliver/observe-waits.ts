import type { ClaimedDelivery } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';
import { firstDueMs } from './first-due-ms.ts';

/** Measures how long deliveries waited that were claimed now for the first time. */
export const observeWaits = (
  { clock, metrics }: Pick<DeliverDeps, 'clock' | 'metrics'>,
  deliveries: readonly ClaimedDelivery[],
): void => {
  const nowMs = clock.nowMs();
  for (const claimed of deliveries) {
    if (claimed.calls > 1) continue;
    const waitedMs = Math.max(0, nowMs - firstDueMs(claimed));
    metrics.queueSeconds.observe({ channel: claimed.channel }, waitedMs / 1_000);
  }
};
