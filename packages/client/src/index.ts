export { CarillonProblem, type ProblemField } from './requests/carillon-problem.ts';
export * from './create-carillon.ts';
export type { InboxCounts } from './inbox/inbox-counts.ts';
export type { InboxItem } from './inbox/inbox-item.ts';
export * from './inbox/subscribe-inbox.ts';
export type { AcceptedBatch } from './notifications/accepted-batch.ts';
export type { AcceptedBroadcast } from './notifications/accepted-broadcast.ts';
export type { Delivery, Notification } from './notifications/notification.ts';
export type {
  Channel,
  Content,
  NotificationRequest,
  Recipient,
} from './notifications/notification-request.ts';
