import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRIC_DEFINITIONS, type MetricDefinition, type MetricKey } from './metric-definitions.ts';

type Labels<K extends MetricKey> = (typeof METRIC_DEFINITIONS)[K]['labels'][number];

type MetricOf<K extends MetricKey> = {
  counter: Counter<Labels<K>>;
  gauge: Gauge<Labels<K>>;
  histogram: Histogram<Labels<K>>;
}[(typeof METRIC_DEFINITIONS)[K]['kind']];

/** The metrics of one process, by key, and the registry that prints them. */
export type Metrics = { readonly [K in MetricKey]: MetricOf<K> } & { readonly registry: Registry };

const create = (definition: MetricDefinition, registry: Registry) => {
  const options = {
    name: definition.name,
    help: definition.help,
    labelNames: [...definition.labels],
    registers: [registry],
  };
  if (definition.kind === 'counter') return new Counter(options);
  if (definition.kind === 'gauge') return new Gauge(options);
  return new Histogram({ ...options, buckets: [...(definition.buckets ?? [])] });
};

/**
 * Makes the metrics of METRIC_DEFINITIONS in a registry of their own, with `service` on every
 * line. Process metrics (memory, event loop lag, garbage collection) are added unless told not to:
 * their observers live as long as the process.
 */
export const createMetrics = ({
  service,
  processMetrics = true,
}: {
  service: string;
  processMetrics?: boolean;
}): Metrics => {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const made = Object.entries(METRIC_DEFINITIONS).map(([key, definition]) => [
    key,
    create(definition, registry),
  ]);
  return { ...Object.fromEntries(made), registry } as Metrics;
};
