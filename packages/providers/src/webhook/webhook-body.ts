import type { SendRequest } from '../contract.ts';

/** The text of one delivery: the same at every attempt, whatever the clock says. */
export const webhookBody = (request: SendRequest): string => {
  const { parts, notificationId, deliveryId, category, priority } = request;
  const { title, body, url, data } = parts;
  return JSON.stringify({
    type: 'notification',
    timestamp: request.acceptedAt.toISOString(),
    data: { notificationId, deliveryId, title, body, url, data, category, priority },
  });
};
