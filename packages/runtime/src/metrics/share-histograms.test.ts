import { createMetrics } from './create-metrics.ts';
import { type HistogramLine, shareHistograms } from './share-histograms.ts';

const NAME = 'carillon_provider_call_duration_seconds';
const labels = { channel: 'email', provider: 'smtp' };
const bucket = (le: string, value: number): HistogramLine => ({
  name: `${NAME}_bucket`,
  labels: { ...labels, le },
  value,
});

test('what others have observed is printed, the buckets of a series in their order', async () => {
  const metrics = createMetrics({ service: 'api', processMetrics: false });
  const show = shareHistograms(metrics, ['providerSeconds']);
  show([
    { name: `${NAME}_sum`, labels, value: 3.5 },
    bucket('+Inf', 3),
    bucket('10', 3),
    bucket('2.5', 1),
    { name: `${NAME}_count`, labels, value: 3 },
  ]);
  const printed = (await metrics.registry.metrics())
    .split('\n')
    .filter((line) => line.includes(NAME));
  const shown = 'channel="email",provider="smtp"';
  expect(printed.slice(1)).toEqual([
    `# TYPE ${NAME} histogram`,
    `${NAME}_bucket{${shown},le="2.5",service="api"} 1`,
    `${NAME}_bucket{${shown},le="10",service="api"} 3`,
    `${NAME}_bucket{${shown},le="+Inf",service="api"} 3`,
    `${NAME}_count{${shown},service="api"} 3`,
    `${NAME}_sum{${shown},service="api"} 3.5`,
  ]);
});

test('what this process has observed itself is printed beside it', async () => {
  const metrics = createMetrics({ service: 'api', processMetrics: false });
  const show = shareHistograms(metrics, ['flushSeconds']);
  metrics.flushSeconds.observe({ statement: 'accept' }, 1);
  const name = 'carillon_flush_duration_seconds_count';
  show([{ name, labels: { statement: 'claim' }, value: 7 }]);
  const text = await metrics.registry.metrics();
  expect(text).toContain(`${name}{statement="accept",service="api"} 1`);
  expect(text).toContain(`${name}{statement="claim",service="api"} 7`);
});

test('a histogram that nobody has filled is there all the same', async () => {
  const metrics = createMetrics({ service: 'api', processMetrics: false });
  shareHistograms(metrics, ['providerSeconds']);
  expect(await metrics.registry.metrics()).toContain(`# TYPE ${NAME} histogram`);
});
