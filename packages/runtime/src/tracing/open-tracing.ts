import type { Tracing, TracingOptions } from './tracing.ts';

/**
 * Turns tracing on where a collector is named (`OTEL_EXPORTER_OTLP_ENDPOINT`): at most 4,096 spans wait,
 * and batches of 512 are exported in the background, every second or as soon as they are full. A collector
 * that is away or hangs costs spans and one warning in ten seconds, nothing else. Null where none is
 * named: then nothing of OpenTelemetry's SDK is loaded.
 */
export const openTracing = async (options: TracingOptions): Promise<Tracing | null> => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = options.config;
  if (endpoint === undefined) return null;
  const { startSdk } = await import('./start-sdk.ts');
  return startSdk(endpoint, options);
};
