import type { SendRequest, Settings } from '../contract.ts';

/** Twilio's parameters of one message, as its SDK wants them. */
export interface MessageParams {
  to: string;
  from?: string;
  messagingServiceSid?: string;
  body?: string;
  contentSid?: string;
  contentVariables?: string;
  statusCallback?: string;
  validityPeriod?: number;
}

/** Twilio queues at most so long (https://www.twilio.com/docs/messaging/api/message-resource). */
const MAX_VALIDITY_SECONDS = 36_000;

/** The callback carries the ids, for Twilio has no fields of our own. */
const callbackOf = ({ callbackUrl, notificationId, deliveryId, attemptId }: SendRequest) => {
  if (!callbackUrl) return {};
  const ids = { notification: notificationId, delivery: deliveryId, attempt: attemptId };
  return { statusCallback: `${callbackUrl}?${new URLSearchParams(ids).toString()}` };
};

const senderOf = (settings: Settings, isWhatsApp: boolean) => {
  const { from, messagingServiceSid, whatsappFrom } = settings;
  if (isWhatsApp && whatsappFrom !== undefined) return { from: `whatsapp:${whatsappFrom}` };
  if (messagingServiceSid !== undefined)
    return { messagingServiceSid: String(messagingServiceSid) };
  return from === undefined ? null : { from: String(from) };
};

const contentOf = ({ parts }: SendRequest) =>
  parts.contentTemplate
    ? {
        contentSid: parts.contentTemplate.contentSid,
        contentVariables: JSON.stringify(parts.contentTemplate.variables),
      }
    : { body: parts.body };

/** The message of one delivery; null where the account has no sender for the channel. */
export const composeMessage = (
  request: SendRequest,
  settings: Settings,
  now: Date,
): MessageParams | null => {
  const isWhatsApp = request.channel === 'whatsapp';
  const sender = senderOf(settings, isWhatsApp);
  if (sender === null) return null;
  const left = Math.floor((request.expiresAt.getTime() - now.getTime()) / 1_000);
  return {
    to: isWhatsApp ? `whatsapp:${request.address}` : request.address,
    ...sender,
    ...contentOf(request),
    ...callbackOf(request),
    // An old login code must not arrive hours later.
    ...(isWhatsApp ? {} : { validityPeriod: Math.min(MAX_VALIDITY_SECONDS, Math.max(1, left)) }),
  };
};
