import { checkWebhookUrl, type EgressPolicy } from '@carillon/providers';
import { invalidFields } from '../../http/validate.ts';

/** An endpoint's URL in its normal form, or 400; the address behind it is checked at each call. */
export const allowedUrl = (url: string, egress: EgressPolicy): string => {
  const checked = checkWebhookUrl(url, egress);
  if (checked.ok) return checked.href;
  const message = `The URL ${checked.reason}.`;
  throw invalidFields([{ path: 'url', code: 'webhook_url_not_allowed', message }]);
};
