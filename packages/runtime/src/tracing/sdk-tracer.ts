import {
  type Context,
  type Link,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer as SdkTracer,
} from '@opentelemetry/api';
import type { Tracer } from './tracer.ts';
import { readTraceparent, writeTraceparent } from './traceparent.ts';

const KINDS = {
  server: SpanKind.SERVER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
} as const;

const below = (parent: string | null): Context => {
  const context = parent === null ? null : readTraceparent(parent);
  return context === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, context);
};

const linksTo = (link: string | null): Link[] => {
  const context = link === null ? null : readTraceparent(link);
  return context === null ? [] : [{ context }];
};

/** Our tracer on OpenTelemetry's. Parents are given, never found in a context that follows the calls. */
export const createSdkTracer = (sdk: SdkTracer): Tracer => ({
  begin: ({ name, kind, parent, link = null, attributes }) => {
    const options = { kind: KINDS[kind], attributes, links: linksTo(link) };
    const span = sdk.startSpan(name, options, below(parent));
    return {
      traceparent: writeTraceparent(span.spanContext()),
      end: (end) => {
        if (!span.isRecording()) return;
        if (end.name !== undefined) span.updateName(end.name);
        span.setAttributes(end.attributes);
        if (end.failure !== null) {
          span.setAttribute('error.type', end.failure).setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
      },
    };
  },
});
