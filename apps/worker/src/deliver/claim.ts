import type { PastCall } from '@carillon/domain';
import type { Wishes } from '@carillon/repositories';
import type { Tenant } from '../accounts/account-directory.ts';
import type { Lease } from './lease.ts';
import type { Versions } from './read-versions.ts';

/** What the deliveries of one claim share. */
export interface Claim {
  readonly lease: Lease;
  readonly tenant: Tenant;
  /** Earlier calls of those that have any. */
  readonly pastCalls: ReadonlyMap<string, readonly PastCall[]>;
  /** What their subscribers have decided, by subscriber. */
  readonly wishes: ReadonlyMap<string, Wishes>;
  /** What those are made of that have a template. */
  readonly versions: Versions;
  /** A signal that aborts when so much time has passed since the claim. */
  readonly deadline: (deadlineMs: number) => AbortSignal;
  /** Aborts when the job's lock is lost or the process stops: no send begins after that. */
  readonly stop: AbortSignal;
  readonly alone: boolean;
  /** The account that the one delivery of this claim is to probe. */
  readonly probeOf: string | null;
}
