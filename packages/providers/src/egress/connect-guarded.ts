import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import type { EgressRules } from './egress-rules.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { TargetNotAllowed } from './target-not-allowed.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface ConnectLimits {
  readonly rules: EgressRules;
  readonly lookup?: LookupFunction;
  readonly timeoutMs: number;
}

const timedOut = (): Error => Object.assign(new Error('connect timed out'), { code: 'ETIMEDOUT' });

/**
 * Opens a TCP connection to a target that the rules allow, and hands it over in the same tick, so
 * that no error of it goes unheard. Fails with `TargetNotAllowed`, with an error of `net` or `dns`,
 * or with the code `ETIMEDOUT`.
 */
export const connectGuarded = (
  target: Target,
  { rules, lookup, timeoutMs }: ConnectLimits,
  done: (error: Error | null, socket?: Socket) => void,
): void => {
  const exempt = rules.isExempt(target.host, target.port);
  if (!exempt && isIP(target.host) !== 0 && !rules.isAllowedAddress(target.host)) {
    process.nextTick(done, new TargetNotAllowed());
    return;
  }
  const resolver = exempt ? lookup : guardedLookup(rules, lookup);
  const socket = connect({ ...target, ...(resolver && { lookup: resolver }) });
  const timer = setTimeout(() => socket.destroy(timedOut()), timeoutMs);
  const onError = (error: Error): void => {
    clearTimeout(timer);
    done(error);
  };
  socket.once('error', onError);
  socket.once('connect', () => {
    clearTimeout(timer);
    socket.off('error', onError);
    done(null, socket);
  });
};
