import type { DigestRule, NotificationRequest } from '../notification-request.ts';
import { digestSizeOf, MAX_DIGEST_ITEMS } from './digest-room.ts';

/** What decides, beside recipient, channel and category, which digest an item belongs to, and when that is flushed. */
export interface DigestTerms {
  readonly key: string;
  readonly windowMs: number;
  readonly maxItems: number;
  /** Items of different templates never share a digest. Empty where it says what its items say. */
  readonly templateKey: string;
  /** What the item adds to the digest's message (`digestSizeOf`). */
  readonly size: number;
}

/** The terms under which a request's deliveries are collected by a rule. */
export const digestTerms = (
  request: Pick<NotificationRequest, 'content' | 'template'>,
  rule: DigestRule,
): DigestTerms => ({
  key: rule.key,
  windowMs: rule.windowMs,
  maxItems: rule.maxItems ?? MAX_DIGEST_ITEMS,
  templateKey: request.template?.key ?? '',
  size: digestSizeOf(request),
});
