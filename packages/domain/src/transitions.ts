import type { DeliveryStatus } from './delivery-status.ts';

/**
 * Which state may follow which: the one table every write goes through. From `sending`, the states
 * scheduled, queued, suppressed and cancelled are allowed only before the provider is called, with
 * the attempt given back.
 */
export const TRANSITIONS: Readonly<Record<DeliveryStatus, readonly DeliveryStatus[]>> = {
  scheduled: ['queued', 'sending', 'cancelled', 'expired', 'suppressed'],
  queued: ['sending', 'scheduled', 'cancelled', 'expired', 'suppressed', 'sent', 'delivered'],
  sending: [
    'sent',
    'delivered',
    'retrying',
    'failed',
    'scheduled',
    'queued',
    'suppressed',
    'cancelled',
  ],
  retrying: ['sending', 'cancelled', 'expired', 'suppressed', 'failed', 'sent', 'delivered'],
  sent: ['delivered', 'failed'],
  delivered: [],
  failed: ['queued', 'sent', 'delivered'],
  expired: ['queued'],
  cancelled: [],
  suppressed: [],
};

/** True when the table allows `from` to become `to`. */
export const mayBecome = (from: DeliveryStatus, to: DeliveryStatus): boolean =>
  TRANSITIONS[from].includes(to);

/** The states from which `to` can be reached: what a conditional update names in its WHERE. */
export const statesBefore = (to: DeliveryStatus): DeliveryStatus[] =>
  (Object.keys(TRANSITIONS) as DeliveryStatus[]).filter((from) => mayBecome(from, to));
