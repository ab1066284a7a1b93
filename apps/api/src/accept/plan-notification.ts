import {
  type Channel,
  type DeliveryDraft,
  maxAttemptsOf,
  planDeliveries,
  PRIORITY_RANK,
  retryPolicyOf,
  routeDelayMs,
} from '@carillon/domain';
import type {
  AcceptedDelivery,
  AcceptedNotification,
  SubscriberAddresses,
} from '@carillon/repositories';
import type { RequestDraft, RequestProblem } from './request-draft.ts';
import type { TenantRules } from '../tenants/tenant-rules.ts';
import { checkSms } from './check-sms.ts';

/** A delivery to be stored; the job that it rides is found afterwards. */
export type PlannedDelivery = Omit<AcceptedDelivery, 'dispatchId'> & { dispatchId: string | null };

/** A notification to be stored. */
export interface PlannedNotification extends AcceptedNotification {
  readonly draft: RequestDraft;
  readonly deliveries: readonly PlannedDelivery[];
}

export type Planned =
  | { readonly ok: true; readonly notification: PlannedNotification }
  | { readonly ok: false; readonly problem: RequestProblem };

/** What planning needs beside the draft. */
export interface PlanInput {
  readonly draft: RequestDraft;
  readonly notificationId: string;
  /** Whom `to.subscriberId` names; null when there is nobody of that name, or none was named. */
  readonly subscriber: SubscriberAddresses | null;
  readonly rules: TenantRules;
  readonly traceparent: string | null;
  readonly now: Date;
}

const refused = (code: RequestProblem['code'], path: string, detail: string): Planned => ({
  ok: false,
  problem: { code, detail, errors: [{ path, code, message: detail }] },
});

const addressOf = (channel: Channel, subscriber: SubscriberAddresses | null): string | null => {
  switch (channel) {
    case 'email':
      return subscriber?.email ?? null;
    case 'sms':
    case 'whatsapp':
      return subscriber?.phone ?? null;
    case 'push':
    case 'webhook':
    case 'in_app':
    case 'system':
      return null;
  }
};

const toDelivery = (
  draft: DeliveryDraft,
  address: string | null,
  { input, position }: { input: PlanInput; position: number },
): PlannedDelivery => {
  const { request } = input.draft;
  const dueAt = new Date(input.draft.dueAt.getTime() + routeDelayMs(request.route, position));
  const isLost = isUnreachable(draft.channel, address);
  const waits = dueAt.getTime() > input.now.getTime() ? 'scheduled' : 'queued';
  return {
    id: draft.id,
    channel: draft.channel,
    address,
    status: isLost ? 'suppressed' : waits,
    dueAt,
    dispatchId: null,
    maxAttempts: maxAttemptsOf(retryPolicyOf(request.retry)),
    atMostOnce: request.deliveryMode === 'at_most_once',
    code: isLost ? 'no_address' : null,
  };
};

const isUnreachable = (channel: Channel, address: string | null): boolean =>
  address === null && channel !== 'system';

/** A channel without an address is passed over: the one after it takes its place in the route. */
const toDeliveries = (input: PlanInput): PlannedDelivery[] => {
  let position = 0;
  return planDeliveries(input.draft.request, input).map((draft) => {
    const address = draft.address ?? addressOf(draft.channel, input.subscriber);
    const delivery = toDelivery(draft, address, { input, position });
    if (!isUnreachable(draft.channel, address)) position += 1;
    return delivery;
  });
};

/**
 * The rows of an accepted request. Refuses (422) an unknown subscriber, one who can be reached on none
 * of the channels, and a channel that nothing serves.
 */
export const planNotification = (input: PlanInput): Planned => {
  const { draft, notificationId, traceparent } = input;
  const { request } = draft;
  const { subscriberId } = request.to;
  if (subscriberId !== undefined && input.subscriber === null) {
    return refused('subscriber_not_found', 'to.subscriberId', 'There is no such subscriber.');
  }
  const unserved = request.channels.findIndex((channel) => !input.rules.serves(channel));
  if (unserved >= 0) {
    const detail = `No provider account serves ${request.channels[unserved] ?? ''}.`;
    return refused('no_route', `channels.${unserved}`, detail);
  }
  const deliveries = toDeliveries(input);
  if (deliveries.every(({ status }) => status === 'suppressed')) {
    return refused(
      'no_address',
      'to.subscriberId',
      'The subscriber has no address for any channel.',
    );
  }
  const refusedSms = checkSms(request, deliveries, input.rules);
  if (refusedSms !== null) return { ok: false, problem: refusedSms };
  const stored = traceparent === null ? request : { ...request, traceparent };
  return {
    ok: true,
    notification: {
      id: notificationId,
      draft,
      request: JSON.stringify(stored),
      rank: PRIORITY_RANK[request.priority],
      category: request.category,
      entityType: request.entity?.type ?? null,
      entityId: request.entity?.id ?? null,
      correlationId: request.correlationId ?? null,
      scheduledAt: draft.scheduledAt,
      expiresAt: draft.expiresAt,
      deliveries,
    },
  };
};
