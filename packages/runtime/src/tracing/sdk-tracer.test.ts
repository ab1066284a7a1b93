import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { createSampler } from './create-sampler.ts';
import { createSdkTracer } from './sdk-tracer.ts';
import type { SpanStart } from './tracer.ts';
import type { TracingConfig } from './tracing-config.ts';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT_ID = '00f067aa0ba902b7';
const parentWith = (flags: string): string => `00-${TRACE_ID}-${PARENT_ID}-${flags}`;

type Sampling = Pick<TracingConfig, 'OTEL_TRACES_SAMPLER' | 'OTEL_TRACES_SAMPLER_ARG'>;

const open = (sampling: Partial<Sampling> = {}) => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    sampler: createSampler({
      OTEL_TRACES_SAMPLER: 'parentbased_always_on',
      OTEL_TRACES_SAMPLER_ARG: 1,
      ...sampling,
    }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  const tracer = createSdkTracer(provider.getTracer('test'));
  const start: SpanStart = { name: 'send', kind: 'client', parent: null, attributes: { a: 1 } };
  return {
    begin: (parts: Partial<SpanStart> = {}) => tracer.begin({ ...start, ...parts }),
    ended: () => exporter.getFinishedSpans(),
  };
};
const WELL = { attributes: {}, failure: null };

test('a span lies below its parent, in its trace, and passes its own context on', () => {
  const { begin, ended } = open();
  const span = begin({ parent: parentWith('01') });
  span.end(WELL);
  const [told] = ended();
  expect(told?.parentSpanContext).toMatchObject({ traceId: TRACE_ID, spanId: PARENT_ID });
  expect(span.traceparent).toBe(`00-${TRACE_ID}-${told?.spanContext().spanId ?? ''}-01`);
});

test('without a parent it begins a trace, with a link to what led to it', () => {
  const { begin, ended } = open();
  begin({ link: parentWith('01') }).end(WELL);
  const [told] = ended();
  expect(told?.parentSpanContext).toBeUndefined();
  expect(told?.spanContext().traceId).not.toBe(TRACE_ID);
  expect(told?.links).toMatchObject([{ context: { traceId: TRACE_ID, spanId: PARENT_ID } }]);
});

test('what became known at the end is told, and an error by its word', () => {
  const { begin, ended } = open();
  begin({ kind: 'server' }).end({ name: 'GET /x', attributes: { b: 2 }, failure: '503' });
  expect(ended()).toMatchObject([
    {
      name: 'GET /x',
      kind: SpanKind.SERVER,
      attributes: { a: 1, b: 2, 'error.type': '503' },
      status: { code: SpanStatusCode.ERROR },
    },
  ]);
});

test('what was never ended is never told of', () => {
  const { begin, ended } = open();
  begin();
  expect(ended()).toEqual([]);
});

test.each<[Partial<Sampling>, string, number]>([
  [{}, '00', 0],
  [{}, '01', 1],
  [{ OTEL_TRACES_SAMPLER: 'always_on' }, '00', 1],
  [{ OTEL_TRACES_SAMPLER: 'always_off' }, '01', 0],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: 0 }, '01', 0],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: 0 }, '01', 1],
])('with %j a caller whose flags are %s has %i spans told', (sampling, flags, count) => {
  const { begin, ended } = open(sampling);
  const span = begin({ parent: parentWith(flags) });
  span.end(WELL);
  expect(ended()).toHaveLength(count);
  expect(span.traceparent).toMatch(new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-0${count}$`));
});

test('a parent without its form is none', () => {
  const { begin, ended } = open();
  begin({ parent: 'nonsense' }).end(WELL);
  expect(ended()[0]?.parentSpanContext).toBeUndefined();
});
