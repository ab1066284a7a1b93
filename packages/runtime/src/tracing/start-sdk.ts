import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { withinDeadline } from '../lifecycle/within-deadline.ts';
import { createSampler } from './create-sampler.ts';
import type { Tracing, TracingOptions } from './tracing.ts';
import { reportLosses } from './report-losses.ts';
import { createSdkTracer } from './sdk-tracer.ts';

/** What waits for the collector: about 2 KB a span; what comes on top is dropped. */
const MOST_WAITING = 4_096;
const BATCH = 512;
/** An export is put together so often, or when a batch is full. */
const DELAY_MS = 1_000;
/** A collector that has not answered by then has lost the batch. */
const EXPORT_MS = 5_000;
/** A stopping process waits so long for the last spans. */
const FLUSH_MS = 2_000;

/** Loads and starts OpenTelemetry's SDK: to be imported only by a process that traces. */
export const startSdk = (endpoint: string, { config, service, log }: TracingOptions): Tracing => {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    headers: config.OTEL_EXPORTER_OTLP_HEADERS ?? {},
    timeoutMillis: EXPORT_MS,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': config.OTEL_SERVICE_NAME ?? `carillon-${service}`,
      'service.namespace': 'carillon',
      'process.pid': process.pid,
    }),
    sampler: createSampler(config),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: reportLosses(exporter, log),
        maxQueueSize: MOST_WAITING,
        maxExportBatchSize: BATCH,
        scheduledDelayMillis: DELAY_MS,
        exportTimeoutMillis: 2 * EXPORT_MS,
      }),
    ],
  });
  return {
    tracer: createSdkTracer(provider.getTracer('carillon')),
    close: async () => {
      const flushed = await withinDeadline(provider.shutdown(), FLUSH_MS).catch(() => false);
      if (!flushed) log.warn('the last spans were lost: the collector did not take them in time');
    },
  };
};
