import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { EgressRules } from './egress-rules.ts';
import { TargetNotAllowed } from './target-not-allowed.ts';

/**
 * Resolves like `lookup`, but answers only when **every** address is allowed: connections try them
 * in turn (RFC 8305), so one bad address among good ones is enough to be let in. It is asked when
 * the connection is made, so that a name that changes its address after it was checked gains
 * nothing. Node.js does not ask it for address literals: check those before.
 */
export const guardedLookup =
  (rules: EgressRules, lookup: LookupFunction = dnsLookup): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = found as unknown as LookupAddress[];
      const allowed = addresses.every(({ address }) => rules.isAllowedAddress(address));
      const [first] = addresses;
      if (!allowed || first === undefined) return callback(new TargetNotAllowed(), []);
      if (options.all === true) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
