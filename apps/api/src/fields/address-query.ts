import { parseEmail, parseWebhookUrl } from '@carillon/domain';
import { z } from 'zod';

/** In a query a bare + is a blank: no address but a phone number begins with one. */
const LOST_PLUS = /^ (?=\d)/;

const normalise = (given: string): string => {
  const text = given.replace(LOST_PLUS, '+');
  const parsed = /^https?:/i.test(text) ? parseWebhookUrl(text) : parseEmail(text);
  return parsed.ok ? parsed.address : text;
};

/** An address of any channel to look for, as it would have been stored had it been given to store. */
export const addressQuery = () => z.string().max(4_096).transform(normalise);
