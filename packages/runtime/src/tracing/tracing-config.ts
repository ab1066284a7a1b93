import { z } from 'zod';
import { origin, share } from '../config/fields.ts';
import { otlpHeaders } from './otlp-headers.ts';

/**
 * The config entries of every process that traces, under the names that OpenTelemetry gives them.
 * Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export const tracingConfig = {
  OTEL_EXPORTER_OTLP_ENDPOINT: origin().optional().meta({
    description:
      'The OpenTelemetry collector that traces go to (OTLP over HTTP, http://127.0.0.1:4318); without one nothing is traced.',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: otlpHeaders().optional().meta({
    description: 'What the collector is told beside the traces, such as a key.',
    secret: true,
  }),
  OTEL_SERVICE_NAME: z.string().optional().meta({
    description:
      'What the process is called in traces, instead of carillon-api or carillon-worker.',
  }),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on')
    .meta({
      description: 'Which requests are traced; parentbased_…: as the caller says, if he does.',
    }),
  OTEL_TRACES_SAMPLER_ARG: share()
    .default(1)
    .meta({ description: 'The share of requests that …traceidratio traces.' }),
};

export type TracingConfig = Readonly<z.output<z.ZodObject<typeof tracingConfig>>>;
