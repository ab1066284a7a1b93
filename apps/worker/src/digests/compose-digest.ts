import {
  deliveryIdOf,
  digestContent,
  type DigestItem,
  digestRequest,
  type NotificationContent,
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
  /** What members say that are made of templates, where the digest has a line for each: by delivery. */
  readonly rendered: ReadonlyMap<string, DigestItem>;
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
  digest: DueDigest,
  first: DigestMember,
  input: ComposeInput,
): AcceptedNotification => {
  const { id: digestId, channel, category, members } = digest;
  const request = digestRequest({
    digestId,
    channel,
    first: first.request,
    content: digest.templateKey === '' ? contentOf(digest, input) : null,
    items: members.map((member) => member.request.template?.data ?? {}),
  });
  const id = notificationIdFrom(input.newId);
  const { address, maxAttempts, atMostOnce } = first;
  const delivery = { address, maxAttempts, atMostOnce, channel, dueAt: input.now };
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
    deliveries: [{ ...delivery, id: deliveryIdOf(id, 1), status: 'queued', dispatchId: null }],
  };
};

const contentOf = ({ members, channel }: DueDigest, input: ComposeInput): NotificationContent => {
  const { rendered, smsMaxSegments } = input;
  const items = members.map(
    ({ deliveryId, request }): DigestItem =>
      rendered.get(deliveryId) ?? renderContent(request.content ?? { body: '' }, channel),
  );
  if (channel !== 'sms') return digestContent(items);
  return digestContent(items, (body) => smsSegments(body).segments <= smsMaxSegments);
};
