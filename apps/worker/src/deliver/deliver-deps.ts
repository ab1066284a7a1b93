import type { Channel } from '@carillon/domain';
import type { Limits } from '@carillon/queue';
import type { Database, VersionMemory } from '@carillon/repositories';
import type { Clock, CodeLabelOf, Logger, Metrics, Pacer, Tracer } from '@carillon/runtime';
import type { Renderer } from '@carillon/templates';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import type { HealthBoard } from '../health/health-board.ts';
import type { HeldClasses } from '../health/held-classes.ts';
import type { EndedCall } from '../health/report-calls.ts';
import type { GateOf } from '../limits/gates-by-account.ts';
import type { JobShares } from '../limits/job-shares.ts';
import type { Slots } from '../limits/slots.ts';
import type { SlotsFor } from '../limits/slots-by-queue.ts';
import type { Claims } from './claims.ts';
import type { GiveBacks } from './give-backs.ts';
import type { Results } from './results.ts';
import type { UnsubscribeUrlOf } from './unsubscribe-urls.ts';

/** What sending needs; one value for the whole process. */
export interface DeliverDeps {
  readonly database: Database;
  readonly claims: Claims;
  readonly results: Results;
  readonly directory: AccountDirectory;
  readonly versions: VersionMemory;
  readonly renderer: Renderer;
  /** Lets others have their turn between templates that take long. */
  readonly pacer: Pacer;
  /** The room that a tenant's sends have. */
  readonly slotsOf: (whose: SlotsFor) => Slots;
  /** Where a call waits for its account to have a connection for it. */
  readonly gateOf: GateOf;
  readonly shares: JobShares;
  readonly board: HealthBoard;
  readonly limits: Limits;
  /** Told of every call that has ended. */
  readonly report: (call: EndedCall) => void;
  /** Channels of tenants whose older deliveries wait for a budget in PostgreSQL. */
  readonly heldClasses: HeldClasses;
  readonly giveBacks: GiveBacks;
  readonly unsubscribeUrlOf: UnsubscribeUrlOf;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Null where nobody collects traces. */
  readonly tracer: Tracer | null;
  /** The share of usual attempts that is logged, from 0 to 1. */
  readonly attemptLogRate: number;
  /** Under which label a vendor's code is counted. */
  readonly codeLabelOf: CodeLabelOf;
  /** A number in [0, 1), for jitter. */
  readonly random: () => number;
  /** Providers that say later what became of a message. */
  readonly receiptProviders: readonly string[];
  /** Told of deliveries that have ended, where the route may go on. */
  readonly onRouteEnded: (deliveryIds: readonly string[]) => void;
  /** Told of digests' own deliveries that have ended: their members follow. */
  readonly onCarrierEnded: (deliveryIds: readonly string[]) => void;
  /** Told of deliveries that are dead letters now. */
  readonly onDead: (dead: readonly { deliveryId: string; channel: Channel }[]) => void;
}
