import { z } from 'zod';

/** RFC 9110 5.6.2: a token. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/;

/** What a value may hold: no line breaks. */
const VALUE = /^[\t\x20-\x7e]*$/;

const decoded = (text: string): string | null => {
  try {
    const value = decodeURIComponent(text.trim());
    return VALUE.test(value) ? value : null;
  } catch {
    return null;
  }
};

/**
 * Headers as OpenTelemetry writes them: `name=value` pairs parted by commas, values percent-encoded.
 * Source: https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export const otlpHeaders = () =>
  z
    .string()
    .transform((text, context) => {
      const headers: Record<string, string> = {};
      for (const pair of text.split(',').filter((part) => part.trim() !== '')) {
        const [name = '', ...rest] = pair.split('=');
        const value = rest.length === 0 ? null : decoded(rest.join('='));
        if (value === null || !NAME.test(name.trim())) {
          context.addIssue({ code: 'custom', message: 'not a header' });
          return z.NEVER;
        }
        headers[name.trim()] = value;
      }
      return headers;
    })
    .meta({ expected: 'headers such as api-key=secret,x-team=shop' });
