import { z } from 'zod';
import { readConfig } from '../config/read-config.ts';
import { tracingConfig } from './tracing-config.ts';

const read = (env: Record<string, string>) => readConfig(z.object(tracingConfig), env);
const headersOf = (text: string) =>
  read({ OTEL_EXPORTER_OTLP_HEADERS: text }).OTEL_EXPORTER_OTLP_HEADERS;

test('nothing is traced until a collector is named', () => {
  expect(read({}).OTEL_EXPORTER_OTLP_ENDPOINT).toBeUndefined();
});

test('headers are pairs parted by commas, with their values decoded', () => {
  expect(headersOf('api-key=open%20sesame, x-team = shop,x-empty=,x-sum=a=b')).toEqual({
    'api-key': 'open sesame',
    'x-team': 'shop',
    'x-empty': '',
    'x-sum': 'a=b',
  });
});

test.each(['api-key', '=value', 'a b=c', 'key=%zz', 'key=a%0d%0aset-cookie: x'])(
  'the headers %j are refused, and not repeated in the message',
  (text) => {
    expect(() => headersOf(text)).toThrow(/OTEL_EXPORTER_OTLP_HEADERS: expected headers/);
  },
);

test('a sampler that nobody knows is refused', () => {
  expect(() => read({ OTEL_TRACES_SAMPLER: 'jaeger_remote' })).toThrow('OTEL_TRACES_SAMPLER');
});
