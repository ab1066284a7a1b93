import type { SendCall, SendResult } from '@carillon/providers';
import type { SendingAccount } from '../accounts/sending-account.ts';
import type { Claim } from './claim.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { send, type Sending } from './send.ts';
import { endCall, traceCall } from './trace-call.ts';

/** A provider call that was begun: what it came to, since when and how long. */
export interface MadeCall {
  readonly result: SendResult;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** W3C trace context of the call: its span's, else what the delivery has. */
  readonly traceparent: string | null;
}

export interface CallBy {
  /** Undefined where nobody serves the channel. */
  readonly account: SendingAccount | undefined;
  readonly claim: Claim;
}

/**
 * Calls the provider when it is this call's turn: its deadline begins then, however long it stood in
 * line. Null when nothing was begun, because the lease, the notification's time or the permission to
 * send had run out, or the account is not there any more.
 */
export const callProvider = async (
  deps: DeliverDeps,
  sending: Sending,
  { account, claim }: CallBy,
): Promise<MadeCall | null> => {
  const { clock } = deps;
  const { claimed } = sending;
  const deadlineMs = account?.deadlineMs ?? 0;
  const mayBegin = (): boolean =>
    !claim.stop.aborted &&
    account?.calls.mayGoOn() !== false &&
    claim.lease.covers(deadlineMs) &&
    claimed.expiresAt.getTime() > clock.nowMs();
  const make = async (signal: AbortSignal): Promise<MadeCall | null> => {
    const startedAt = clock.now();
    const begun = performance.now();
    const call: SendCall = { signal, deadlineMs, mayBegin };
    const span = traceCall(deps.tracer, sending, account);
    const { traceparent } = span ?? sending;
    const traced = span === null ? sending : { ...sending, traceparent };
    const result = await send(account, traced, call);
    if (!result.begun) return null;
    if (span !== null) endCall(span, result);
    return { result, startedAt, durationMs: performance.now() - begun, traceparent };
  };

  if (account?.calls.begin() === false) return null;
  const gate = account && deps.gateOf(account, claimed);
  const turn = gate?.enter();
  if (turn !== undefined) await turn;
  try {
    if (turn === undefined) return await make(claim.deadline(deadlineMs));
    return mayBegin() ? await make(AbortSignal.timeout(deadlineMs)) : null;
  } finally {
    gate?.leave();
    account?.calls.end();
  }
};
