import type { ClaimedDelivery } from '@carillon/repositories';
import type { SpanStart, Tracer } from '@carillon/runtime';
import { traceDelivery } from './trace-delivery.ts';

const REQUEST = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

const begun = (request: object): SpanStart | undefined => {
  const starts: SpanStart[] = [];
  const tracer: Tracer = {
    begin: (start) => {
      starts.push(start);
      return { traceparent: '', end: () => {} };
    },
  };
  const claimed = { id: 'd', channel: 'email', address: 'ada@example.com', request };
  traceDelivery(tracer, claimed as unknown as ClaimedDelivery, 'email');
  return starts[0];
};

test('a delivery is a part of the trace of the request that asked for it', () => {
  expect(begun({ traceparent: REQUEST })).toMatchObject({ parent: REQUEST, link: REQUEST });
});

test.each([{ broadcast: 'b' }, { digestId: 'g' }])(
  'what is one of many, or stands for many, has a trace of its own with a link: %j',
  (request) => {
    expect(begun({ traceparent: REQUEST, ...request })).toMatchObject({
      parent: null,
      link: REQUEST,
    });
  },
);

test('what nobody asked for over HTTP begins a trace', () => {
  expect(begun({})).toMatchObject({ parent: null, link: null });
});

test('a span names nobody', () => {
  expect(JSON.stringify(begun({ to: { name: 'Ada' } }))).not.toMatch(/ada/i);
});
