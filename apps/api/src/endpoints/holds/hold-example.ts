import type { HoldView } from './hold-view.ts';

/** The hold that the examples of the documentation speak of. */
export const EXAMPLE_HOLD_ID = '01990000-0000-7000-8000-00000000b0b0';

export const exampleHold: HoldView = {
  id: EXAMPLE_HOLD_ID,
  reason: 'burst',
  status: 'held',
  notifications: 18_200,
  deliveries: 18_200,
  waiting: 18_150,
  measured: 19_400,
  allowed: 1_200,
  createdAt: '2025-08-31T12:00:24.064Z',
  lastHeldAt: '2025-08-31T12:03:02.310Z',
  decidedAt: null,
};
