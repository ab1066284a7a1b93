import { accepted, type ParsedAddress, refused } from './parsed-address.ts';

/** SECURITY.md, 1. Holds for the text as given and for its normal form. */
const MAX_URL_LENGTH = 2_048;

/**
 * What `URL` would drop or read in its own way: controls and blanks (it cuts CR, LF and tab out of
 * the middle of a text) and the backslash (a slash to it, part of a name to others).
 */
const MISREAD = /[\p{Cc}\s\\]/u;
/** Scheme and authority, with exactly two slashes: `URL` forgives none and five. */
const AUTHORITY = /^https?:\/\/([^/?#]+)/i;

/**
 * The syntactic part of a webhook's URL: absolute, http or https, no user info, nothing that two
 * parsers read differently. Gives the WHATWG normal form. Whether the host may be reached (SSRF)
 * and whether http is allowed is the providers' policy, checked on the resolved address.
 */
export const parseWebhookUrl = (raw: string): ParsedAddress => {
  if (raw.length > MAX_URL_LENGTH)
    return refused(`A URL has at most ${MAX_URL_LENGTH} characters.`);
  if (!raw.isWellFormed() || MISREAD.test(raw)) {
    return refused('A URL has no control characters, blanks or backslashes.');
  }
  const authority = AUTHORITY.exec(raw)?.[1];
  const url = URL.parse(raw);
  if (authority === undefined || url === null) {
    return refused('A webhook needs an absolute http or https URL.');
  }
  if (authority.includes('@')) return refused('A URL here has no user name or password.');
  return url.href.length <= MAX_URL_LENGTH
    ? accepted(url.href)
    : refused(`A URL has at most ${MAX_URL_LENGTH} characters when it is encoded.`);
};
