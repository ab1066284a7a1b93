import { accepted, type ParsedAddress, refused } from './parsed-address.ts';

/** No vendor states a length; FCM's tokens have some 160 characters, and a payload ends at 4 KiB. */
const MAX_TOKEN_LENGTH = 4_096;
const VISIBLE_ASCII = /^[\x21-\x7e]+$/;

/** A device's registration token: opaque, compared with case. */
export const parsePushToken = (raw: string): ParsedAddress =>
  raw.length <= MAX_TOKEN_LENGTH && VISIBLE_ASCII.test(raw)
    ? accepted(raw)
    : refused(`A push token has 1 to ${MAX_TOKEN_LENGTH} visible ASCII characters.`);
