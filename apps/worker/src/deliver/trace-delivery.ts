import type { Span, Tracer } from '@carillon/runtime';
import type { ClaimedDelivery, RecordedResult } from '@carillon/repositories';

/**
 * One delivery's way through this process, from its claim until its result is written. It links to the
 * request that asked for it and is a part of its trace; only what a request fans out without a limit, and
 * what joins several, has a trace of its own (docs/adr/0023). Null where nothing is traced.
 * Source: https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export const traceDelivery = (
  tracer: Tracer | null,
  claimed: ClaimedDelivery,
  queue: string,
): Span | null => {
  if (tracer === null) return null;
  const { traceparent = null, broadcast, digestId } = claimed.request;
  const isOwnTrace = broadcast !== undefined || digestId !== undefined;
  return tracer.begin({
    name: `deliver ${queue}`,
    kind: 'consumer',
    parent: isOwnTrace ? null : traceparent,
    link: traceparent,
    attributes: {
      'messaging.system': 'bullmq',
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'deliver',
      'messaging.destination.name': queue,
      'messaging.message.id': claimed.dispatchId,
      'carillon.tenant.id': claimed.tenantId,
      'carillon.notification.id': claimed.notificationId,
      'carillon.delivery.id': claimed.id,
      'carillon.channel': claimed.channel,
    },
  });
};

/** Its result is written, or was fenced off. A delivery that is tried again has not failed yet. */
export const endDelivery = (span: Span, { status, code }: RecordedResult, changed: boolean): void =>
  span.end({
    attributes: { 'carillon.delivery.status': status, 'carillon.fenced': !changed },
    failure: status === 'failed' ? (code ?? 'failed') : null,
  });
