import {
  type Channel,
  deliveryIdOf,
  digestContent,
  type DigestItem,
  digestRequest,
  notificationIdFrom,
} from '@carillon/domain';
import type {
  AcceptedNotification,
  DigestMember,
  DigestMessage,
  DueDigest,
} from '@carillon/repositories';
import { renderContent, smsSegments } from '@carillon/templates';

export interface ComposeInput {
  readonly now: Date;
  /** A fresh UUIDv7. */
  readonly newId: string;
  /** What the tenant's settings allow an SMS to be. */
  readonly smsMaxSegments: number;
}

/**
 * What a digest is sent as. One item alone is sent as itself: nobody wants to read that there is one
 * notification. Where there is a template it is a digest all the same, because that was written for
 * `it.items`.
 */
export const composeDigest = (digest: DueDigest, input: ComposeInput): DigestMessage => {
  const { members, templateKey } = digest;
  const [first] = members;
  if (first === undefined || (members.length === 1 && templateKey === '')) return { kind: 'alone' };
  return { kind: 'carrier', notification: carrierOf(digest, first, input) };
};

const carrierOf = (
  { id: digestId, channel, category, members }: DueDigest,
  first: DigestMember,
  { now, newId, smsMaxSegments }: ComposeInput,
): AcceptedNotification => {
  const request = digestRequest({
    digestId,
    channel,
    first: first.request,
    content: digestContent(
      members.map((member) => itemOf(member, channel)),
      channel === 'sms' ? (body) => smsSegments(body).segments <= smsMaxSegments : undefined,
    ),
    items: members.map((member) => member.request.template?.data ?? {}),
  });
  const id = notificationIdFrom(newId);
  const { address, maxAttempts, atMostOnce } = first;
  const delivery = { address, maxAttempts, atMostOnce, channel, dueAt: now, dispatchId: null };
  return {
    id,
    request: JSON.stringify(request),
    rank: Math.min(...members.map(({ rank }) => rank)),
    category,
    entityType: null,
    entityId: null,
    correlationId: null,
    scheduledAt: null,
    expiresAt: new Date(Math.max(...members.map(({ expiresAt }) => expiresAt.getTime()))),
    deliveries: [{ ...delivery, id: deliveryIdOf(id, 1), status: 'queued' }],
  };
};

const itemOf = ({ request }: DigestMember, channel: Channel): DigestItem =>
  renderContent(request.content ?? { body: '' }, channel);
