import { accepted, type ParsedAddress, refused } from './parsed-address.ts';

/** RFC 5321, 4.5.3.1.3 with erratum 1690: a path of 256 octets less its angle brackets. */
const MAX_ADDRESS_LENGTH = 254;
/** RFC 5321, 4.5.3.1.1. */
const MAX_LOCAL_LENGTH = 64;
/** RFC 1035, 2.3.4, in dotted form. */
const MAX_DOMAIN_LENGTH = 253;

/** RFC 5322, 3.2.3: a dot-atom. Comma, colon, quotes, brackets, blanks and controls are not in it. */
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
/** RFC 2047: some mail software decodes these inside an address and delivers elsewhere. */
const ENCODED_WORD = '=?';
/** Letters, digits, hyphen, dot and everything beyond ASCII: what may be given to `URL` as a host. */
const HOST_CHARACTERS = /^[a-z0-9.\-\u0080-\uffff]+$/i;
/** At least two labels (RFC 1123, 2.1); the last begins with a letter, so that no IPv4 passes. */
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The domain in ASCII (UTS #46, by way of the WHATWG URL) and lower case, or null. */
const asciiDomain = (domain: string): string | null => {
  if (!HOST_CHARACTERS.test(domain) || !domain.isWellFormed()) return null;
  const url = URL.parse(`http://${domain}`);
  if (url === null || url.hostname.length > MAX_DOMAIN_LENGTH) return null;
  return HOST_NAME.test(url.hostname) ? url.hostname : null;
};

/**
 * One mailbox, `local@domain`, and nothing a mail library could read as more: no display name, list,
 * group, quoted local part, comment or address literal (SECURITY.md, 3). The local part keeps its
 * case, because only its own host may interpret it (RFC 5321, 2.4); the domain becomes lower-case
 * ASCII. Linear in the length of the text.
 */
export const parseEmail = (raw: string): ParsedAddress => {
  if (raw.length > MAX_ADDRESS_LENGTH) {
    return refused(`An e-mail address has at most ${MAX_ADDRESS_LENGTH} characters.`);
  }
  const at = raw.lastIndexOf('@');
  if (at < 0) return refused('An e-mail address has the form local@domain.');
  const local = raw.slice(0, at);
  if (local.length > MAX_LOCAL_LENGTH) {
    return refused(`The part before the @ has at most ${MAX_LOCAL_LENGTH} characters.`);
  }
  if (!DOT_ATOM.test(local) || local.includes(ENCODED_WORD)) {
    return refused('The part before the @ is not a plain mailbox name.');
  }
  const domain = asciiDomain(raw.slice(at + 1));
  if (domain === null) return refused('The part after the @ is not a full domain name.');
  const address = `${local}@${domain}`;
  return address.length <= MAX_ADDRESS_LENGTH
    ? accepted(address)
    : refused(`An e-mail address has at most ${MAX_ADDRESS_LENGTH} characters in ASCII.`);
};
