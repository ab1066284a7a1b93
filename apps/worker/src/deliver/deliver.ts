import type { ClaimedDelivery, GivenBack, RecordedResult } from '@carillon/repositories';
import type { Channel } from '@carillon/domain';
import type { SendResult } from '@carillon/providers';
import { callProvider } from './call-provider.ts';
import type { Claim } from './claim.ts';
import { decide } from './decide.ts';
import { passGates } from './pass-gates.ts';
import { renderParts } from './render-parts.ts';
import { returnUnused } from './return-unused.ts';
import { unsent } from './unsent.ts';
import type { DeliverDeps } from './deliver-deps.ts';

/** A delivery that is ours to send. */
export interface Delivering {
  readonly claimed: ClaimedDelivery;
  readonly claim: Claim;
  /** W3C trace context of what its call is a part of. */
  readonly traceparent: string | null;
}

/** How a claimed delivery ended: with a result to record, or unsent and to be given back. */
export type Delivered =
  | {
      readonly kind: 'result';
      readonly result: RecordedResult;
      /** W3C trace context of the call, or of what it would have been a part of. */
      readonly traceparent: string | null;
    }
  | { readonly kind: 'back'; readonly back: GivenBack }
  /** It was called off before anything was sent. */
  | { readonly kind: 'gone' };

/** Sends one claimed delivery and decides what follows. Writes nothing. */
export const deliver = async (
  deps: DeliverDeps,
  { claimed, claim, traceparent }: Delivering,
): Promise<Delivered> => {
  const passed = await passGates(deps, claimed, claim);
  if (passed.kind === 'gone') return { kind: 'gone' };
  if (passed.kind === 'back') return { kind: 'back', back: unsent(claimed, passed) };

  const { account, watched, probeOf } = passed;
  const render = () => renderParts(deps.renderer, claimed, claim.versions);
  const isWritten = claimed.request.template === undefined;
  const rendered = isWritten ? render() : await deps.pacer.run(render);
  if (!rendered.ok) {
    await returnUnused(deps, passed);
    const result = uncalled(deps, claimed, claim, rendered.result);
    return { kind: 'result', result, traceparent };
  }

  const unsubscribeUrl = deps.unsubscribeUrlOf(claimed, claim.tenant);
  const sending = { claimed, parts: rendered.parts, unsubscribeUrl, traceparent };
  const made = await callProvider(deps, sending, { account, claim });
  if (made === null) {
    await returnUnused(deps, passed);
    return { kind: 'back', back: unsent(claimed, { delayMs: 0 }) };
  }

  const { result, startedAt, durationMs } = made;
  const provider = account?.provider ?? 'none';
  observe(deps.metrics, {
    channel: claimed.channel,
    provider,
    outcome: result.outcome,
    durationMs,
  });
  const { outcome, code, retryAfterMs, isAddressOnly = false } = result;
  if (result.isUnknownCode) {
    deps.metrics.unknownCodes.inc({ provider, code: deps.codeLabelOf(provider, code ?? '') });
  }
  const isFirst = claimed.calls === 1;
  const said = { outcome, code, retryAfterMs, isAddressOnly };
  const accountId = account?.id ?? null;
  deps.report({ ...said, watched, accountId, isFirst, probeOf });
  const report = {
    result,
    isProbe: probeOf !== null,
    provider,
    accountId,
    othersAvailable: passed.others,
    startedAt,
    durationMs,
    alone: claim.alone,
    tellsEvents: claim.tenant.tellsEvents,
    random: deps.random(),
  };
  return { kind: 'result', result: decide(claimed, report), traceparent: made.traceparent };
};

/** The end of a delivery that no provider was asked for: it says nothing about any account. */
const uncalled = (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  { alone, tenant }: Claim,
  result: SendResult,
): RecordedResult => {
  const call = { provider: 'none', durationMs: 0 };
  observe(deps.metrics, { ...call, channel: claimed.channel, outcome: result.outcome });
  return decide(claimed, {
    ...call,
    result,
    accountId: null,
    othersAvailable: false,
    isProbe: false,
    startedAt: deps.clock.now(),
    alone,
    tellsEvents: tenant.tellsEvents,
    random: deps.random(),
  });
};

const observe = (
  metrics: DeliverDeps['metrics'],
  call: { channel: Channel; provider: string; outcome: string; durationMs: number },
): void => {
  const { channel, provider, outcome } = call;
  metrics.attempts.inc({ channel, provider, outcome });
  metrics.providerSeconds.observe({ channel, provider }, call.durationMs / 1_000);
  if (outcome === 'ambiguous') metrics.outcomeUnknown.inc();
};
