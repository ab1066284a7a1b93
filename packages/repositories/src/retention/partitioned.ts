import { isDayNeeded } from './is-day-needed.ts';

/**
 * What is divided by days, as it goes together: the tables, the first one's rows before those that hang
 * on them; what else hangs on its deliveries, in tables that are not divided; and whether something of a
 * day that is over is still needed. Of events nothing is: what was not told by then never will be.
 */
export const PARTITIONED = {
  notifications: {
    tables: ['notification', 'delivery', 'attempt'],
    beside: ['receipt', 'redrive', 'digest_member'],
    isNeeded: isDayNeeded,
  },
  events: { tables: ['event', 'event_delivery'], beside: [], isNeeded: async () => false },
} as const;
