import { planDeliveries, PRIORITY_RANK } from '@carillon/domain';
import type {
  AcceptedDelivery,
  AcceptedNotification,
  FoundTopic,
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
  /** Whose members are to hear it, each with deliveries of his own; null where it is for one. */
  readonly topic: FoundTopic | null;
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
  /** What `to.topic` names; null when there is none of that name, or none was named. */
  readonly topic: FoundTopic | null;
  readonly rules: TenantRules;
  readonly traceparent: string | null;
  readonly now: Date;
}

const refused = (code: RequestProblem['code'], path: string, detail: string): Planned => ({
  ok: false,
  problem: { code, detail, errors: [{ path, code, message: detail }] },
});

const unreachable = (subscriberId: string | undefined): Planned =>
  subscriberId === undefined
    ? refused('no_address', 'to', 'There is no address for any channel of the template.')
    : refused('no_address', 'to.subscriberId', 'The subscriber has no address for any channel.');

/**
 * The rows of an accepted request. Refuses (422) an unknown subscriber or topic, a subscriber who can be
 * reached on none of the channels, a channel that nothing serves, and a template that is not there or
 * makes no message of the data. For a topic it is the plan of all: the members' addresses are looked at
 * when it is their turn.
 */
export const planNotification = (input: PlanInput): Planned => {
  const { draft, notificationId, now, rules, subscriber, traceparent } = input;
  const { request, tried } = draft;
  const { subscriberId, topic } = request.to;
  if (subscriberId !== undefined && subscriber === null) {
    return refused('subscriber_not_found', 'to.subscriberId', 'There is no such subscriber.');
  }
  if (topic !== undefined && input.topic === null) {
    return refused('topic_not_found', 'to.topic', 'There is no such topic.');
  }
  if (tried?.ok === false) return tried;
  const unserved = request.channels.findIndex((channel) => !rules.serves(channel));
  if (unserved >= 0) {
    const detail = `No provider account serves ${request.channels[unserved] ?? ''}.`;
    return refused('no_route', `channels.${unserved}`, detail);
  }
  const plan = { notificationId, dueAt: draft.dueAt, now, known: subscriber };
  const deliveries = planDeliveries(request, plan).map((delivery): PlannedDelivery => ({
    ...delivery,
    dispatchId: null,
  }));
  const reached = deliveries.filter(({ status }) => topic !== undefined || status !== 'suppressed');
  if (reached.length === 0) return unreachable(subscriberId);
  const problem = checkSms(request, reached, { rules, templateText: tried?.smsText ?? null });
  if (problem !== null) return { ok: false, problem };
  const stored = traceparent === null ? request : { ...request, traceparent };
  return {
    ok: true,
    notification: {
      id: notificationId,
      draft,
      topic: input.topic,
      request: JSON.stringify(stored),
      rank: PRIORITY_RANK[request.priority],
      category: request.category,
      entityType: request.entity?.type ?? null,
      entityId: request.entity?.id ?? null,
      correlationId: request.correlationId ?? null,
      scheduledAt: draft.scheduledAt,
      expiresAt: draft.expiresAt,
      dedupe: request.dedupe,
      collapseKey: request.collapseKey,
      deliveries,
    },
  };
};
