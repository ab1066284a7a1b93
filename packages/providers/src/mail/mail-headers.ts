import type { SendRequest } from '../contract.ts';

/** RFC 8058: one click unsubscribes. */
const unsubscribeHeaders = (url: string): Record<string, string> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** Our own headers of every e-mail, whoever carries it. */
export const mailHeaders = (request: SendRequest): Record<string, string> => ({
  'X-Carillon-Notification': request.notificationId,
  'X-Carillon-Delivery': request.deliveryId,
  'X-Carillon-Attempt': request.attemptId,
  ...(request.unsubscribeUrl ? unsubscribeHeaders(request.unsubscribeUrl) : {}),
});
