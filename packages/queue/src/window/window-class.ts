import type { Channel } from '@carillon/domain';

import type { Rank } from '../dispatch-job.ts';

/** Jobs of one channel and rank that Redis holds at most: waiting, active and delayed. */
export const WINDOW_JOBS = 1_000;
/** What one tenant may have of that while others wait. */
export const TENANT_SHARE = WINDOW_JOBS / 2;

/** One window: a channel and a rank. */
export interface WindowClass {
  readonly channel: Channel;
  readonly rank: Rank;
}

/** Places in a window for some jobs of one tenant. */
export interface Places extends WindowClass {
  readonly tenantId: string;
  /** How many jobs (not deliveries). */
  readonly jobs: number;
}

/** Places of a tenant that may have so much of the window, in jobs; else half. */
export interface SharedPlaces extends Places {
  readonly share?: number;
}

/** What Redis says of a window. */
export interface WindowState {
  /** Jobs in it. */
  readonly taken: number;
  /** True while rows of the class wait in PostgreSQL: what is older goes first. */
  readonly closed: boolean;
}
