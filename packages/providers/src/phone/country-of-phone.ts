import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * The country of an E.164 number as an ISO 3166 code; null for one that belongs to none, such as +800,
 * or that nobody has assigned (the numbering plans are Google's libphonenumber's).
 */
export const countryOfPhone = (phone: string): string | null =>
  parsePhoneNumberFromString(phone)?.country ?? null;
