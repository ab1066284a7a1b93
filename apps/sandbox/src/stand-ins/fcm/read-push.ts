import { objectIn, textOf } from '../vendors/json-reply.ts';
import type { VendorMessage } from '../vendors/receive-call.ts';

interface PushBody {
  message?: {
    token?: unknown;
    notification?: { title?: unknown; body?: unknown };
    data?: Record<string, unknown>;
  };
}

/** The message in a call of `messages:send`; null when it names no token. */
export const readPush = (body: Buffer): VendorMessage | null => {
  const { message = {} } = objectIn(body) as PushBody;
  const { token, notification = {}, data = {} } = message;
  const to = textOf(token);
  if (to === null || to === '') return null;
  return {
    channel: 'push',
    to,
    ids: {
      notificationId: textOf(data['notificationId']),
      deliveryId: textOf(data['deliveryId']),
      attemptId: textOf(data['attemptId']),
    },
    content: {
      from: null,
      subject: textOf(notification.title),
      text: textOf(notification.body),
      html: null,
    },
    form: null,
  };
};
