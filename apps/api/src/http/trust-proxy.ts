import { z } from 'zod';
import { isNetwork } from '../auth/address-list.ts';

/** What Express's `trust proxy` takes: nobody, so many hops, or these addresses and networks. */
export type TrustProxy = false | number | readonly string[];

/** Names that Express (proxy-addr) knows for the private networks. */
const NAMED = new Set(['loopback', 'linklocal', 'uniquelocal']);

const isProxy = (text: string): boolean => NAMED.has(text) || isNetwork(text);

const parse = (text: string): TrustProxy | null => {
  if (text === 'false') return false;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const proxies = text.split(',').map((part) => part.trim());
  return proxies.every(isProxy) ? proxies : null;
};

/**
 * Which proxies' `X-Forwarded-For` names the client, as Express's `trust proxy` has it. Its `true` is
 * refused: it believes whatever the client wrote, and with it allow-lists and limits by address would
 * hold nobody.
 */
export const trustProxy = () =>
  z
    .string()
    .transform((text, ctx): TrustProxy => {
      const parsed = parse(text.trim());
      if (parsed !== null) return parsed;
      ctx.addIssue({ code: 'custom', message: 'no proxies' });
      return z.NEVER;
    })
    .meta({
      expected:
        'false, the number of proxies, or addresses, networks and loopback, linklocal, uniquelocal',
    });
