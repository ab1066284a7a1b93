import {
  type BrakeSettings,
  burstLimit,
  isBrakeable,
  judgeBrake,
  type Pace,
} from '@carillon/domain';
import type { HoldTerms } from '@carillon/repositories';
import type { Judged } from '../accept/judged.ts';
import type { PlannedDelivery, PlannedNotification } from '../accept/plan-notification.ts';
import type { Counted } from './open-paces.ts';

/** What a tenant's brake goes by. */
export interface BrakeInput {
  readonly settings: BrakeSettings;
  readonly pace: Pace;
  /** The hold's id, should it be a new one. */
  readonly newId: () => string;
}

/** An entry's notifications after the brake: those that it holds are scheduled, and wait. */
export interface Braked {
  readonly judged: readonly Judged[];
  readonly hold: HoldTerms | null;
  readonly counted: Counted;
}

/** What is collected in a digest goes out as one, so a brake leaves it alone. */
const looksAt = (settings: BrakeSettings, judged: Judged): judged is Watched =>
  'notification' in judged &&
  judged.notification.draft.request.digest === undefined &&
  isBrakeable(settings, judged.notification.draft.request);

type Watched = Judged & { readonly notification: PlannedNotification };

/** Of a broadcast one for each who is a member now. */
const countOf = ({ topic }: PlannedNotification): number => topic?.members ?? 1;

const holdDelivery =
  ({ draft, expiresAt }: PlannedNotification) =>
  (delivery: PlannedDelivery): PlannedDelivery => {
    if (delivery.status === 'suppressed') return delivery;
    const { dueAt: firstDueAt, request } = draft;
    const delayMs = delivery.dueAt.getTime() - firstDueAt.getTime();
    const held = { firstDueAt, delayMs, keepsExpiry: request.expiresAt !== undefined };
    return { ...delivery, status: 'scheduled', dueAt: expiresAt, held };
  };

const hold = (judged: Watched): Watched => {
  const { notification } = judged;
  const deliveries = notification.deliveries.map(holdDelivery(notification));
  return { ...judged, notification: { ...notification, deliveries } };
};

const deliveriesOf = ({ notification }: Watched): number =>
  notification.topic === null
    ? notification.deliveries.filter(({ held }) => held !== undefined).length
    : notification.topic.members * notification.deliveries.length;

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

/** Asks the tenant's brake about an entry: all that it looks at passes, or all of it is held. */
export const brakeEntry = (
  judged: readonly Judged[],
  { settings, pace, newId }: BrakeInput,
): Braked => {
  const watched = judged.filter((each) => looksAt(settings, each));
  const notifications = sum(watched.map(({ notification }) => countOf(notification)));
  const reason = judgeBrake(settings, pace, notifications);
  if (reason === null) {
    return { judged, hold: null, counted: { offered: notifications, passed: notifications } };
  }
  const held = new Map<Judged, Watched>(watched.map((each) => [each, hold(each)]));
  const [measured, allowed] =
    reason === 'size'
      ? [notifications, settings.maxBatch ?? 0]
      : [Math.round(pace.perMinute + notifications), burstLimit(settings, pace)];
  const deliveries = sum([...held.values()].map(deliveriesOf));
  return {
    judged: judged.map((each) => held.get(each) ?? each),
    hold: { id: newId(), reason, notifications, deliveries, measured, allowed },
    counted: { offered: reason === 'size' ? 0 : notifications, passed: 0 },
  };
};
