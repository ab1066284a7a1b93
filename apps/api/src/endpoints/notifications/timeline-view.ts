import { CHANNELS, isHeld } from '@carillon/domain';
import type {
  AttemptRecord,
  DeadMark,
  DeliveryRecord,
  HoldMark,
  NotificationRecord,
  ReadMark,
  ReceiptRecord,
} from '@carillon/repositories';
import { z } from 'zod';
import { acceptedAtOf } from './accepted-at-of.ts';

/** What can happen to a notification; the order settles ties. */
const TYPES = [
  'accepted',
  'scheduled',
  'held',
  'attempt',
  'retry_planned',
  'sent',
  'delivered',
  'failed',
  'cancelled',
  'expired',
  'suppressed',
  'dead_lettered',
  'redriven',
  'opened',
  'clicked',
  'read',
] as const;
type EventType = (typeof TYPES)[number];

export const timelineEventSchema = z
  .strictObject({
    at: z.iso.datetime(),
    type: z.enum(TYPES),
    deliveryId: z.uuid().nullable(),
    channel: z.enum(CHANNELS).nullable(),
    detail: z.string().nullable(),
  })
  .meta({ id: 'TimelineEvent' });

export type TimelineEvent = z.output<typeof timelineEventSchema>;

/** What the rows say; nothing is written twice for the timeline's sake. */
export interface TimelineRows {
  readonly record: NotificationRecord;
  readonly deliveries: readonly DeliveryRecord[];
  readonly attempts: readonly AttemptRecord[];
  readonly marks: readonly DeadMark[];
  readonly receipts: readonly ReceiptRecord[];
  /** What of it was read in an inbox. */
  readonly reads: readonly ReadMark[];
  /** Which of them a brake has held. */
  readonly holds: readonly HoldMark[];
}

interface Happened {
  readonly at: Date;
  readonly type: EventType;
  readonly delivery: DeliveryRecord | null;
  readonly detail: string | null;
}

const ENDED = ['failed', 'cancelled', 'expired', 'suppressed'] as const;

const endOf = ({ startedAt, durationMs }: AttemptRecord): Date =>
  new Date(startedAt.getTime() + durationMs);

const acceptance = ({ id, scheduledAt, request: { digest } }: NotificationRecord): Happened[] => {
  const at = acceptedAtOf(id);
  const accepted: Happened = { at, type: 'accepted', delivery: null, detail: null };
  if (scheduledAt !== null && scheduledAt > at) {
    const detail = scheduledAt.toISOString();
    return [accepted, { at, type: 'scheduled', delivery: null, detail }];
  }
  if (digest === undefined) return [accepted];
  return [accepted, { at, type: 'held', delivery: null, detail: `digest ${digest.key}` }];
};

/** Each call, and after each that failed whether another was to follow. */
const callsOf = (delivery: DeliveryRecord, rows: TimelineRows): Happened[] => {
  const attempts = rows.attempts.filter(({ deliveryId }) => deliveryId === delivery.id);
  const redriven = rows.marks.filter(
    ({ deliveryId, type }) => deliveryId === delivery.id && type === 'redriven',
  );
  return attempts.flatMap((attempt, i): Happened[] => {
    const at = endOf(attempt);
    const next = attempts[i + 1];
    const until = next?.startedAt ?? null;
    const newLife = redriven.find(
      (mark) => mark.at >= attempt.startedAt && (until === null || mark.at <= until),
    );
    const detail = [attempt.outcome, attempt.code].filter((part) => part !== null).join(' ');
    const call: Happened = { at: attempt.startedAt, type: 'attempt', delivery, detail };
    if (attempt.outcome === 'accepted') return [call];
    if (newLife !== undefined) {
      const ended = { at, delivery, detail: newLife.code };
      return [call, { ...ended, type: 'failed' }, { ...ended, type: 'dead_lettered' }];
    }
    if (next !== undefined) return [call, { at, type: 'retry_planned', delivery, detail: null }];
    if (delivery.status !== 'retrying') return [call];
    const nextAt = delivery.dueAt.toISOString();
    return [call, { at, type: 'retry_planned', delivery, detail: nextAt }];
  });
};

/** The time between an acceptance and the first look at it, and no hold. */
const AT_ONCE_MS = 1_000;

/** That it waits for longer than was asked: quiet hours or a cap; its own digest is told already. */
const holdOf = (delivery: DeliveryRecord, { record }: TimelineRows): Happened[] => {
  const { status, dueAt, updatedAt, channel } = delivery;
  const { route, digest } = record.request;
  const isLater = route?.mode === 'first' && route.channels[0] !== channel;
  if (status !== 'scheduled' || isLater || digest !== undefined) return [];
  if (isHeld(delivery, record.expiresAt)) return [];
  const askedAt = record.scheduledAt ?? acceptedAtOf(record.id);
  if (dueAt.getTime() <= askedAt.getTime() + AT_ONCE_MS) return [];
  return [{ at: updatedAt, type: 'held', delivery, detail: dueAt.toISOString() }];
};

/** That the brake has parked it when it was accepted. */
const brakeOf = (delivery: DeliveryRecord, { record, holds }: TimelineRows): Happened[] =>
  holds
    .filter(({ deliveryId }) => deliveryId === delivery.id)
    .map(({ reason }) => {
      const at = acceptedAtOf(record.id);
      return { at, type: 'held', delivery, detail: `brake ${reason}` };
    });

const statesOf = (delivery: DeliveryRecord): Happened[] => {
  const { sentAt, deliveredAt, updatedAt, provider, lastCode } = delivery;
  const ended = ENDED.filter((status) => status === delivery.status);
  return [
    ...(sentAt === null ? [] : [{ at: sentAt, type: 'sent', delivery, detail: provider } as const]),
    ...(deliveredAt === null
      ? []
      : [{ at: deliveredAt, type: 'delivered', delivery, detail: null } as const]),
    ...ended.map((type) => ({ at: updatedAt, type, delivery, detail: lastCode })),
  ];
};

/** What the recipient did, as far as inbox and vendor tell; states are told by the deliveries. */
const engagement = (
  { receipts, reads }: TimelineRows,
  byId: ReadonlyMap<string, DeliveryRecord>,
): Happened[] => {
  const seen = receipts.flatMap(({ deliveryId, kind, at }) =>
    kind === 'opened' || kind === 'clicked' ? [{ deliveryId, at, type: kind }] : [],
  );
  const read = reads.map(({ deliveryId, at }) => ({ deliveryId, at, type: 'read' as const }));
  return [...seen, ...read].map(({ deliveryId, at, type }) => ({
    at,
    type,
    delivery: byId.get(deliveryId) ?? null,
    detail: null,
  }));
};

/** What happened to a notification, the oldest first. */
export const timelineView = (rows: TimelineRows): TimelineEvent[] => {
  const { record, deliveries, marks } = rows;
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  const happened: Happened[] = [
    ...acceptance(record),
    ...deliveries.flatMap((delivery) => [
      ...callsOf(delivery, rows),
      ...brakeOf(delivery, rows),
      ...holdOf(delivery, rows),
      ...statesOf(delivery),
    ]),
    ...engagement(rows, byId),
    ...marks.map(({ at, type, code, deliveryId }) => ({
      at,
      type,
      delivery: byId.get(deliveryId) ?? null,
      detail: code,
    })),
  ];
  return happened
    .sort(
      (a, b) => a.at.getTime() - b.at.getTime() || TYPES.indexOf(a.type) - TYPES.indexOf(b.type),
    )
    .map(({ at, type, delivery, detail }) => ({
      at: at.toISOString(),
      type,
      deliveryId: delivery?.id ?? null,
      channel: delivery?.channel ?? null,
      detail,
    }));
};
