import { createMetrics } from './create-metrics.ts';
import { METRIC_DEFINITIONS } from './metric-definitions.ts';

test('what is counted is printed with its labels and the service', async () => {
  const metrics = createMetrics({ service: 'worker', processMetrics: false });
  metrics.attempts.inc({ channel: 'email', provider: 'smtp', outcome: 'accepted' }, 2);
  metrics.deliveries.set({ state: 'sent' }, 7);
  metrics.providerSeconds.observe({ channel: 'email', provider: 'smtp' }, 0.02);
  const text = await metrics.registry.metrics();
  expect(text).toContain(
    'carillon_attempts_total{channel="email",provider="smtp",outcome="accepted",service="worker"} 2',
  );
  expect(text).toContain('carillon_deliveries{state="sent",service="worker"} 7');
  expect(text).toContain('carillon_provider_call_duration_seconds_bucket{le="0.025"');
});

test('every metric is there from the start', async () => {
  const text = await createMetrics({ service: 'api', processMetrics: false }).registry.metrics();
  for (const { name } of Object.values(METRIC_DEFINITIONS))
    expect(text).toContain(`# TYPE ${name} `);
});

test('two sets of metrics in one process do not share numbers', async () => {
  const one = createMetrics({ service: 'api', processMetrics: false });
  const two = createMetrics({ service: 'api', processMetrics: false });
  one.accepted.inc();
  expect(await two.registry.metrics()).toContain('carillon_accepted_total{service="api"} 0');
});

test('names follow Prometheus: counters end in _total, times in _seconds', () => {
  const all = Object.values(METRIC_DEFINITIONS);
  expect(all.filter(({ kind, name }) => (kind === 'counter') !== name.endsWith('_total'))).toEqual(
    [],
  );
  const timed = all.filter(({ kind }) => kind === 'histogram');
  expect(timed.filter(({ name }) => !name.endsWith('_seconds'))).toEqual([]);
});
