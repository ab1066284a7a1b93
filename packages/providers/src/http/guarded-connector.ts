import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { ProviderDeps } from '../contract.ts';
import { egressRules } from '../egress/egress-rules.ts';
import { guardedLookup } from '../egress/guarded-lookup.ts';
import { TargetNotAllowed } from '../egress/target-not-allowed.ts';

const CONNECT_MS = 5_000;

/**
 * undici's connector behind the egress guard. Kept connections need no second look: a pool belongs
 * to one origin, and its connections were checked when they were made.
 */
export const guardedConnector = ({ egress, lookup }: ProviderDeps): buildConnector.connector => {
  const rules = egressRules(egress);
  const limits = { timeout: CONNECT_MS, allowH2: false };
  const open = buildConnector({ ...limits, ...(lookup && { lookup }) });
  const guarded = buildConnector({ ...limits, lookup: guardedLookup(rules, lookup) });
  return (options, callback) => {
    const { hostname, port, protocol } = options;
    const portNumber = Number(port || (protocol === 'https:' ? 443 : 80));
    if (rules.isExempt(hostname, portNumber)) return open(options, callback);
    if (isIP(hostname) !== 0 && !rules.isAllowedAddress(hostname)) {
      return process.nextTick(callback, new TargetNotAllowed(), null);
    }
    return guarded(options, callback);
  };
};
