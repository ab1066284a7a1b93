import type { Channel, NotificationRequest } from '@carillon/domain';
import { countryOfPhone } from '@carillon/providers';
import { renderContent, smsSegments } from '@carillon/templates';
import type { TenantRules } from '../tenants/tenant-rules.ts';
import type { RequestProblem } from './request-draft.ts';

const problem = (code: RequestProblem['code'], path: string, detail: string): RequestProblem => ({
  code,
  detail,
  errors: [{ path, code, message: detail }],
});

/** Whether a tenant allows the country of a number; one whose country is unknown is not allowed. */
const checkCountry = (phone: string, { sms }: TenantRules): RequestProblem | null => {
  if (sms.allowedCountries === null) return null;
  const country = countryOfPhone(phone);
  if (country !== null && sms.allowedCountries.has(country)) return null;
  const detail = `Messages to ${country ?? 'this country'} are not allowed by the settings.`;
  return problem('destination_not_allowed', 'to.phone', detail);
};

const checkLength = (
  request: NotificationRequest,
  { rules: { sms }, templateText }: SmsInput,
): RequestProblem | null => {
  const { content } = request;
  const text = content === undefined ? templateText : renderContent(content, 'sms').body;
  const path = content === undefined ? 'template.data' : 'content.body';
  const { segments, encoding } = smsSegments(text ?? '');
  if (segments <= sms.maxSegments) return null;
  const detail = `The text takes ${segments} segments in ${encoding}; the settings allow ${sms.maxSegments}.`;
  return problem('sms_too_long', path, detail);
};

/** What an SMS is judged by. */
export interface SmsInput {
  readonly rules: TenantRules;
  /** What a template has made of it; null where there is none. */
  readonly templateText: string | null;
}

/** What a tenant's settings say against an SMS or WhatsApp message (SECURITY.md, 4); null: nothing. */
export const checkSms = (
  request: NotificationRequest,
  phones: readonly { readonly channel: Channel; readonly address: string | null }[],
  input: SmsInput,
): RequestProblem | null => {
  for (const { channel, address } of phones) {
    if (channel !== 'sms' && channel !== 'whatsapp') continue;
    const refused = address === null ? null : checkCountry(address, input.rules);
    if (refused !== null) return refused;
    const tooLong = channel === 'sms' ? checkLength(request, input) : null;
    if (tooLong !== null) return tooLong;
  }
  return null;
};
