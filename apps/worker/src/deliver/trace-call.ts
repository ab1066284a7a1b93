import type { SendResult } from '@carillon/providers';
import type { Span, Tracer } from '@carillon/runtime';
import type { SendingAccount } from '../accounts/sending-account.ts';
import type { Sending } from './send.ts';

/** The client's span of one provider call; null where nothing is traced, or nobody is called. */
export const traceCall = (
  tracer: Tracer | null,
  { claimed, traceparent }: Sending,
  account: SendingAccount | undefined,
): Span | null =>
  tracer === null || account === undefined
    ? null
    : tracer.begin({
        name: `send ${claimed.channel}`,
        kind: 'client',
        parent: traceparent,
        attributes: {
          'carillon.tenant.id': claimed.tenantId,
          'carillon.notification.id': claimed.notificationId,
          'carillon.delivery.id': claimed.id,
          'carillon.channel': claimed.channel,
          'carillon.provider': account.provider,
          'carillon.account.id': account.id,
          'carillon.attempt.number': claimed.calls,
        },
      });

/** The call has ended; whether it is tried again is the delivery's matter. */
export const endCall = (span: Span, { outcome, code }: SendResult): void =>
  span.end({
    attributes: {
      'carillon.outcome': outcome,
      ...(code === null ? {} : { 'carillon.code': code }),
    },
    failure: outcome === 'accepted' ? null : (code ?? outcome),
  });
