import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../logging/logger.ts';

const QUIET_MS = 10_000;

/** An exporter whose failures leave a line, one in ten seconds at most, with how many spans were lost. */
export const reportLosses = (exporter: SpanExporter, log: Logger): SpanExporter => {
  let lost = 0;
  let reportedMs = Number.NEGATIVE_INFINITY;
  const report = (spans: number, { error }: ExportResult): void => {
    lost += spans;
    const nowMs = performance.now();
    if (nowMs - reportedMs < QUIET_MS) return;
    log.warn('spans were lost: the collector did not take them', { spans: lost, error });
    lost = 0;
    reportedMs = nowMs;
  };
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code === ExportResultCode.FAILED) report(spans.length, result);
        done(result);
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
};
