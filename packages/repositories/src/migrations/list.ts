import type { Migration } from 'kysely/migration';
import * as foundation from './0001-foundation.ts';
import * as providers from './0002-providers.ts';
import * as templates from './0003-templates.ts';
import * as inboxCounts from './0004-inbox-counts.ts';
import * as topics from './0005-topics.ts';
import * as preferences from './0006-preferences.ts';
import * as dedupe from './0007-dedupe.ts';
import * as collapse from './0008-collapse.ts';
import * as devices from './0009-devices.ts';
import * as broadcasts from './0010-broadcasts.ts';
import * as linkSecret from './0011-link-secret.ts';
import * as digests from './0012-digests.ts';
import * as erasures from './0013-erasures.ts';
import * as heldClasses from './0014-held-classes.ts';
import * as digestAge from './0015-digest-age.ts';
import * as keyLimits from './0016-key-limits.ts';
import * as events from './0017-events.ts';
import * as transactionalNotify from './0018-transactional-notify.ts';
import * as retention from './0019-retention.ts';
import * as redrives from './0020-redrives.ts';
import * as eventPositions from './0021-event-positions.ts';
import * as holds from './0022-holds.ts';
import * as deadLetterHours from './0023-dead-letter-hours.ts';
import * as audit from './0024-audit.ts';
import * as eventSubscription from './0025-event-subscription.ts';
import * as tenantWeights from './0026-tenant-weights.ts';
import * as eventDeliveries from './0027-event-deliveries.ts';
import * as resealedIsNotRotated from './0028-resealed-is-not-rotated.ts';
import * as failingWork from './0029-failing-work.ts';
import * as holdsExpire from './0030-holds-expire.ts';
import * as failingRedriven from './0031-failing-redriven.ts';
import * as keysAreWatched from './0032-keys-are-watched.ts';
import * as whatTheLogSays from './0033-what-the-log-says.ts';

/** Every migration in order. A landed one never changes; what was wrong with it is a new one. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-providers': providers,
  '0003-templates': templates,
  '0004-inbox-counts': inboxCounts,
  '0005-topics': topics,
  '0006-preferences': preferences,
  '0007-dedupe': dedupe,
  '0008-collapse': collapse,
  '0009-devices': devices,
  '0010-broadcasts': broadcasts,
  '0011-link-secret': linkSecret,
  '0012-digests': digests,
  '0013-erasures': erasures,
  '0014-held-classes': heldClasses,
  '0015-digest-age': digestAge,
  '0016-key-limits': keyLimits,
  '0017-events': events,
  '0018-transactional-notify': transactionalNotify,
  '0019-retention': retention,
  '0020-redrives': redrives,
  '0021-event-positions': eventPositions,
  '0022-holds': holds,
  '0023-dead-letter-hours': deadLetterHours,
  '0024-audit': audit,
  '0025-event-subscription': eventSubscription,
  '0026-tenant-weights': tenantWeights,
  '0027-event-deliveries': eventDeliveries,
  '0028-resealed-is-not-rotated': resealedIsNotRotated,
  '0029-failing-work': failingWork,
  '0030-holds-expire': holdsExpire,
  '0031-failing-redriven': failingRedriven,
  '0032-keys-are-watched': keysAreWatched,
  '0033-what-the-log-says': whatTheLogSays,
};
