import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import type { EgressRules } from './egress-rules.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { TargetNotAllowed } from './target-not-allowed.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
}

const lookupFor = (
  target: Target,
  rules: EgressRules,
  lookup?: LookupFunction,
): LookupFunction | undefined =>
  rules.isExempt(target.host, target.port) ? lookup : guardedLookup(rules, lookup);

/**
 * Opens a TCP connection to a target that the rules allow. Rejects with `TargetNotAllowed`, with an
 * error of `net` or `dns`, or after `timeoutMs` with the code `ETIMEDOUT`.
 */
export const connectGuarded = (
  target: Target,
  { rules, lookup, timeoutMs }: { rules: EgressRules; lookup?: LookupFunction; timeoutMs: number },
): Promise<Socket> => {
  const literal = isIP(target.host) !== 0 && !rules.isExempt(target.host, target.port);
  if (literal && !rules.isAllowedAddress(target.host)) {
    return Promise.reject(new TargetNotAllowed());
  }
  const resolver = lookupFor(target, rules, lookup);
  const socket = connect({ ...target, ...(resolver ? { lookup: resolver } : {}) });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('connect timed out'), { code: 'ETIMEDOUT' }));
    }, timeoutMs);
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
  });
};
