import type { VendorMessage } from '../vendors/receive-call.ts';

/** The ids that travel in the query of the status callback, for Twilio has no fields for them. */
const idsIn = (callback: string | undefined) => {
  const query = URL.parse(callback ?? '')?.searchParams;
  return {
    notificationId: query?.get('notification') ?? null,
    deliveryId: query?.get('delivery') ?? null,
    attemptId: query?.get('attempt') ?? null,
  };
};

/** The message in the form of a `Messages.json` call; WhatsApp's address is shown as a bare number. */
export const readMessage = (body: Buffer): VendorMessage => {
  const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  const isWhatsApp = form['To']?.startsWith('whatsapp:') === true;
  const { ContentSid: sid, ContentVariables: variables = '{}' } = form;
  return {
    channel: isWhatsApp ? 'whatsapp' : 'sms',
    to: (form['To'] ?? '').replace(/^whatsapp:/, ''),
    ids: idsIn(form['StatusCallback']),
    content: {
      from: (form['From'] ?? form['MessagingServiceSid'] ?? '').replace(/^whatsapp:/, '') || null,
      subject: null,
      text: form['Body'] ?? (sid === undefined ? null : `${sid} ${variables}`),
      html: null,
    },
    form,
  };
};
