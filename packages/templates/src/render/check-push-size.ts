import type { MessageParts } from '@carillon/domain';
import { Stop } from '../engine/run.ts';

/** FCM's limit of notification and data together (https://firebase.google.com/docs/cloud-messaging). */
const MAX_BYTES = 4_096;

/** As long as the ids that a push carries besides. */
const ID = '00000000-0000-0000-0000-000000000000';
const IDS = { notificationId: ID, deliveryId: ID, attemptId: ID };

/** Refuses a push that FCM would refuse, counted as the provider counts it. Throws a `Stop`. */
export const checkPushSize = ({ title, body, url }: MessageParts): void => {
  const notification = title === null ? { body } : { title, body };
  const data = url === null ? IDS : { url, ...IDS };
  const bytes = Buffer.byteLength(JSON.stringify({ notification, data }));
  if (bytes <= MAX_BYTES) return;
  const message = `The push takes ${bytes} bytes; FCM takes ${MAX_BYTES}.`;
  throw new Stop('template_budget_exceeded', message);
};
