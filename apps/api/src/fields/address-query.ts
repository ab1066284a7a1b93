import { parseEmail, parseWebhookUrl } from '@carillon/domain';
import { z } from 'zod';

const normalise = (text: string): string => {
  const parsed = /^https?:/i.test(text) ? parseWebhookUrl(text) : parseEmail(text);
  return parsed.ok ? parsed.address : text;
};

/** An address of any channel to look for, as it would have been stored had it been given to store. */
export const addressQuery = () => z.string().max(4_096).transform(normalise);
