import type { Request } from 'express';
import type { Answer } from '../../answers/answer.ts';
import type { Decision } from '../../answers/decision.ts';
import type { HttpReply } from '../../http/http-reply.ts';
import { jsonReply } from '../vendors/json-reply.ts';
import type { VendorMessage } from '../vendors/receive-call.ts';

/** Status and Twilio's own code of each refusal. */
const REFUSALS: Readonly<
  Partial<Record<Answer, readonly [status: number, code: number, text: string]>>
> = {
  reject_recipient: [400, 21_211, "Invalid 'To' Phone Number"],
  reject_message: [400, 21_617, 'The concatenated message body exceeds the 1600 character limit'],
  unauthorized: [401, 20_003, 'Authenticate'],
  transient: [503, 20_503, 'Service unavailable'],
  rate_limited: [429, 20_429, 'Too Many Requests'],
};

export const twilioError = (status: number, code: number, message: string): HttpReply => {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return jsonReply(status, { code, message, more_info, status });
};

/** The message resource of an acceptance. */
const accepted = (request: Request, { form }: VendorMessage): HttpReply => {
  const { accountSid } = request.params as { accountSid: string };
  const messageSid = String(request.res?.locals['messageSid']);
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}.json`;
  return jsonReply(201, {
    sid: messageSid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: form?.['Body'] ?? '',
    to: form?.['To'],
    from: form?.['From'] ?? null,
    messaging_service_sid: form?.['MessagingServiceSid'] ?? null,
    status: 'queued',
    direction: 'outbound-api',
    num_segments: '1',
    num_media: '0',
    price: null,
    price_unit: 'USD',
    error_code: null,
    error_message: null,
    date_created: new Date(0).toUTCString(),
    date_updated: new Date(0).toUTCString(),
    date_sent: null,
    uri,
    subresource_uris: {},
  });
};

/** What Twilio answers to a message; a decision's `code` is Twilio's. */
export const twilioReply = (
  decision: Decision,
  request: Request,
  message: VendorMessage,
): HttpReply => {
  const refusal = REFUSALS[decision.answer];
  if (refusal === undefined) return accepted(request, message);
  const [status, code, text] = refusal;
  return twilioError(decision.status ?? status, Number(decision.code ?? code), text);
};
