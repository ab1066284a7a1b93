import { ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { silentLogger } from '../logging/silent-logger.ts';
import { reportLosses } from './report-losses.ts';

const open = (code: ExportResultCode) => {
  const lines: object[] = [];
  const exporter: SpanExporter = {
    export: (_spans, done) => done({ code, error: new Error('away') }),
    shutdown: () => Promise.resolve(),
  };
  const log = {
    ...silentLogger,
    warn: (message: string, fields = {}) => void lines.push({ message, ...fields }),
  };
  const reporting = reportLosses(exporter, log);
  const codes: number[] = [];
  const export3 = () => reporting.export([{}, {}, {}] as ReadableSpan[], (r) => codes.push(r.code));
  return { lines, codes, export3 };
};

test('a collector that fails again and again leaves one line, with how many spans were lost', () => {
  const { lines, codes, export3 } = open(ExportResultCode.FAILED);
  for (let i = 0; i < 100; i += 1) export3();
  expect(lines).toMatchObject([{ spans: 3, error: { message: 'away' } }]);
  expect(codes).toHaveLength(100);
});

test('what the collector takes leaves no line', () => {
  const { lines, codes, export3 } = open(ExportResultCode.SUCCESS);
  export3();
  expect(lines).toEqual([]);
  expect(codes).toEqual([ExportResultCode.SUCCESS]);
});
