import type { Channel } from '@carillon/domain';
import type { Consumer, Producer } from '@carillon/queue';
import type { Database, VersionMemory } from '@carillon/repositories';
import type { Logger, Metrics, Pacer, SystemClock } from '@carillon/runtime';
import type { Renderer } from '@carillon/templates';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { ageChore } from './age.ts';
import { applyReceiptsChore } from './apply-receipts.ts';
import type { Chore } from './chore.ts';
import type { HealthBoard } from '../health/health-board.ts';
import type { HeldClasses } from '../health/held-classes.ts';
import type { OutcomeCounts } from '../health/outcome-counts.ts';
import { cancelBroadcastsChore } from './cancel-broadcasts.ts';
import { cleanCircuitsChore } from './clean-circuits.ts';
import { cleanIdempotencyChore } from './clean-idempotency.ts';
import { cleanKeysChore } from './clean-keys.ts';
import { clearTopicsChore } from './clear-topics.ts';
import { countDeadLettersChore } from './count-dead-letters.ts';
import { dispatchChore } from './dispatch.ts';
import { dispatchEventsChore } from './dispatch-events.ts';
import { fanOutChore } from './fan-out.ts';
import { flushDigestsChore } from './flush-digests.ts';
import { followDigestsChore } from './follow-digests.ts';
import { dropDaysChore } from './drop-days.ts';
import { expireHoldsChore } from './expire-holds.ts';
import { eraseChore } from './erase.ts';
import { markHeldChore } from './mark-held.ts';
import { partitionsChore } from './partitions.ts';
import { publishCountersChore } from './publish-counters.ts';
import { publishDurationsChore } from './publish-durations.ts';
import { reconcileChore } from './reconcile.ts';
import { reconcileEventsChore } from './reconcile-events.ts';
import { replayEventsChore } from './replay-events.ts';
import { publishOutcomesChore } from './publish-outcomes.ts';
import { redriveChore } from './redrive.ts';
import { refreshHealthChore } from './refresh-health.ts';
import { refreshDirectoryChore } from './refresh-directory.ts';
import { rescueChore } from './rescue.ts';
import { retentionChore } from './retention.ts';
import { settleHoldsChore } from './settle-holds.ts';
import { rescueEventsChore } from './rescue-events.ts';
import { syncClockChore } from './sync-clock.ts';
import { watchdogChore } from './watchdog.ts';

export interface ChoresDeps {
  readonly database: Database;
  readonly producer: Producer;
  readonly directory: AccountDirectory;
  readonly versions: VersionMemory;
  readonly renderer: Renderer;
  readonly pacer: Pacer;
  readonly board: HealthBoard;
  readonly heldClasses: HeldClasses;
  readonly outcomes: OutcomeCounts;
  readonly consumers: readonly Consumer[];
  readonly clock: SystemClock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly random: () => number;
  readonly chunkSizeOf: (channel: Channel) => number;
  readonly onDead: (dead: readonly { deliveryId: string; channel: Channel }[]) => void;
  readonly onRouteEnded: (deliveryIds: readonly string[]) => void;
  readonly onCarrierEnded: (deliveryIds: readonly string[]) => void;
  readonly wakeDispatch: () => void;
  readonly wakeFanOut: () => void;
  readonly wakeDigests: () => void;
  readonly giveUp: (reason: string) => void;
}

/** Every chore of a worker. Adding one takes its file and one line here. */
export const listChores = (deps: ChoresDeps): Chore[] => [
  dispatchChore({ ...deps, again: deps.wakeDispatch }),
  fanOutChore({ ...deps, again: deps.wakeFanOut }),
  reconcileChore(deps),
  rescueChore(deps),
  dispatchEventsChore(deps),
  reconcileEventsChore(deps),
  rescueEventsChore(deps.database),
  replayEventsChore(deps.database),
  ageChore(deps),
  applyReceiptsChore(deps),
  flushDigestsChore({ ...deps, again: deps.wakeDigests }),
  followDigestsChore(deps),
  redriveChore(deps),
  settleHoldsChore(deps),
  expireHoldsChore(deps.database),
  partitionsChore(deps.database),
  cleanIdempotencyChore(deps.database),
  cleanKeysChore(deps.database),
  eraseChore(deps.database),
  retentionChore(deps.database),
  dropDaysChore(deps.database),
  publishCountersChore(deps.database, deps.metrics),
  publishDurationsChore(deps.database, deps.metrics),
  refreshDirectoryChore(deps.directory),
  refreshHealthChore(deps),
  markHeldChore(deps.database, deps.heldClasses),
  publishOutcomesChore(deps.database, deps.outcomes),
  cleanCircuitsChore(deps.database),
  clearTopicsChore(deps.database),
  countDeadLettersChore(deps.database),
  cancelBroadcastsChore(deps.database),
  syncClockChore(deps.database, deps.clock),
  watchdogChore(deps),
];
