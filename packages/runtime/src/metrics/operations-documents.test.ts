// docs/operations speaks of metrics, labels and runbooks by name: each must be there.
import { readFileSync } from 'node:fs';
import { METRIC_DEFINITIONS, type MetricDefinition } from './metric-definitions.ts';

const read = (file: string): string =>
  readFileSync(new URL(`../../../../docs/operations/${file}`, import.meta.url), 'utf8');

const ALERTS = read('alerts.yml');
const RUNBOOKS = read('runbooks.md');

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}
const { panels } = JSON.parse(read('dashboard.json')) as { panels: readonly Panel[] };
const EXPRESSIONS = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

const documents = [
  ['alerts.yml', ALERTS],
  ['runbooks.md', RUNBOOKS],
  ['dashboard.json', EXPRESSIONS.join('\n')],
] as const;

/** The names that Prometheus knows a metric by, with its definition. */
const known = new Map<string, MetricDefinition>(
  Object.values(METRIC_DEFINITIONS).flatMap((definition: MetricDefinition) =>
    definition.kind === 'histogram'
      ? ['_bucket', '_sum', '_count'].map((end) => [definition.name + end, definition] as const)
      : [[definition.name, definition] as const],
  ),
);
/** Prose may name a histogram as a whole. */
const isInProse = (file: string, name: string): boolean =>
  file.endsWith('.md') && known.has(`${name}_count`);

test.each(documents)('every metric that %s names exists', (file, text) => {
  const names = [...new Set(text.match(/carillon_[a-z_]+/g))];
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => !known.has(name) && !isInProse(file, name))).toEqual([]);
});

test.each(documents)('every label that %s selects by belongs to its metric', (_file, text) => {
  const wrong = [...text.matchAll(/(carillon_[a-z_]+)\{([^}]*)\}/g)].flatMap(
    ([, name = '', selectors = '']) => {
      const labels = known.get(name)?.labels ?? known.get(`${name}_count`)?.labels ?? [];
      const used = [...selectors.matchAll(/(\w+)(?==|!)/g)].map(([, label = '']) => label);
      return used.filter((label) => !labels.includes(label)).map((label) => `${name}{${label}}`);
    },
  );
  expect(wrong).toEqual([]);
});

test('every alert has its runbook, and every runbook its alert', () => {
  const alerts = [...ALERTS.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  const headings = [...RUNBOOKS.matchAll(/^## (\w+)$/gm)].map(([, name = '']) => name);
  const links = [...ALERTS.matchAll(/runbook: docs\/operations\/runbooks\.md#(\w+)/g)];
  expect(headings).toEqual(alerts);
  expect(links.map(([, anchor]) => anchor)).toEqual(alerts.map((name) => name.toLowerCase()));
});

test('every panel of the dashboard asks for something', () => {
  const silent = panels.filter(({ targets }) => targets !== undefined && targets.length === 0);
  expect(silent.map(({ title }) => title)).toEqual([]);
  expect(EXPRESSIONS.length).toBeGreaterThan(15);
});
