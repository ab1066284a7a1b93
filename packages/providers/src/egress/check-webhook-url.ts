import { isIP } from 'node:net';
import type { EgressPolicy } from '../contract.ts';
import { type EgressRules, egressRules } from './egress-rules.ts';

const LONGEST = 2_048;
/**
 * Whatever the URL parser would drop or change in silence: controls, CR, LF, spaces, and the backslash,
 * which is a slash to it and part of a name to others.
 */
// oxlint-disable-next-line no-control-regex
const MISREAD = /[\u0000-\u0020\u007f\\]/;
const RESERVED_NAME = /(^|\.)(internal|local|localhost|home\.arpa)$/;

/** Ports from 1024 up that belong to databases, caches, brokers and control planes. */
const INTERNAL_PORTS: ReadonlySet<number> = new Set([
  1433, 1521, 2049, 2181, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5900, 5984, 6379, 6443,
  9042, 9092, 9200, 9300, 10250, 10255, 11211, 15672, 27017,
]);

export type CheckedUrl =
  | {
      /** The URL in its normal form: what is stored and called. */
      readonly href: string;
      readonly ok: true;
    }
  | { readonly ok: false; readonly reason: string };

const isAllowedPort = (port: number): boolean =>
  port === 443 || port === 80 || (port >= 1_024 && !INTERNAL_PORTS.has(port));

const refusalOfHost = (hostname: string, rules: EgressRules): string | null => {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) {
    return rules.isAllowedAddress(literal) ? null : 'must not point to a private address';
  }
  const name = hostname.replace(/\.$/, '');
  if (!name.includes('.')) return 'must have a full host name';
  return RESERVED_NAME.test(name) ? 'must not point to a private network' : null;
};

const refusal = (url: URL, rules: EgressRules): string | null => {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https URL';
  if (url.username !== '' || url.password !== '') return 'must not hold credentials';
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (rules.isExempt(url.hostname, port)) return null;
  if (url.protocol === 'http:' && !rules.allowHttp) return 'must be an https URL';
  if (!isAllowedPort(port)) return 'must not use this port';
  return refusalOfHost(url.hostname, rules);
};

/**
 * Whether a webhook may be sent there, as far as the text can tell; the address behind a name is
 * checked again whenever a connection is made. The reason is for the caller to read.
 */
export const checkWebhookUrl = (text: string, policy: EgressPolicy): CheckedUrl => {
  if (text.length > LONGEST)
    return { ok: false, reason: `must have at most ${LONGEST} characters` };
  if (MISREAD.test(text) || !text.isWellFormed()) {
    return { ok: false, reason: 'must not hold spaces, backslashes or control characters' };
  }
  const url = URL.parse(text);
  if (url === null) return { ok: false, reason: 'must be a URL' };
  const reason = refusal(url, egressRules(policy));
  if (reason !== null) return { ok: false, reason };
  if (url.href.length > LONGEST) {
    return { ok: false, reason: `must have at most ${LONGEST} characters` };
  }
  return { ok: true, href: url.href };
};
