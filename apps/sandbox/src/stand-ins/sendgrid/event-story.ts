import type { MagicRecipient } from '../../behaviours/magic.ts';

/** One event of the Event Webhook, beside what all events of a mail have in common. */
export interface MailEvent {
  readonly event: string;
  readonly [field: string]: string;
}

/** What happens to a mail after it was taken. */
interface Story {
  readonly effect: string;
  readonly events: readonly MailEvent[];
}

const PROCESSED = { event: 'processed' };
const DELIVERED = { event: 'delivered', response: '250 2.0.0 OK' };
const USUAL: readonly MailEvent[] = [PROCESSED, DELIVERED];
const OPEN = { event: 'open', useragent: 'Sandbox/1.0' };
const CLICK = { event: 'click', url: 'https://example.com/', useragent: 'Sandbox/1.0' };
const REASON = '550 5.1.1 The address does not exist';
const BOUNCE = { event: 'bounce', type: 'bounce', status: '5.1.1', reason: REASON };
const BLOCK = { event: 'bounce', type: 'blocked', status: '5.7.1', reason: '554 5.7.1 Blocked' };
const DEFERRED = { event: 'deferred', attempt: '1', response: '451 4.3.0 Try again later' };

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
const STORIES: Readonly<Record<string, Story>> = {
  bounce: { effect: 'Taken, then bounced (event webhook)', events: [PROCESSED, BOUNCE] },
  blocked: { effect: 'Taken, then blocked (event webhook)', events: [PROCESSED, BLOCK] },
  dropped: {
    effect: 'Taken, then not sent (event webhook)',
    events: [{ event: 'dropped', reason: 'Bounced Address' }],
  },
  deferred: {
    effect: 'Deferred, then delivered (event webhook)',
    events: [PROCESSED, DEFERRED, DELIVERED],
  },
  open: { effect: 'Delivered and opened (event webhook)', events: [...USUAL, OPEN] },
  click: { effect: 'Delivered, opened, clicked (event webhook)', events: [...USUAL, OPEN, CLICK] },
  spam: {
    effect: 'Delivered, reported as spam (event webhook)',
    events: [...USUAL, { event: 'spamreport' }],
  },
  unsubscribe: {
    effect: 'Delivered, unsubscribed (event webhook)',
    events: [...USUAL, { event: 'unsubscribe' }],
  },
};
const PREFIX = new RegExp(`^(${Object.keys(STORIES).join('|')})\\+`, 'i');

/** Recipients whose local part says what becomes of a mail that was taken. */
export const STORY_RECIPIENTS: readonly MagicRecipient[] = Object.entries(STORIES).map(
  ([prefix, { effect }]) => ({ example: `${prefix}+ada@example.com`, effect }),
);

/** What becomes of a mail to this address; an ordinary one is delivered. */
export const eventStory = (to: string): readonly MailEvent[] =>
  STORIES[PREFIX.exec(to)?.[1]?.toLowerCase() ?? '']?.events ?? USUAL;
