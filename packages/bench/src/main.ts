// `npm run bench -- [row …] [--runs N] [--json FILE]`
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { BENCHMARKS } from './benchmarks/list-benchmarks.ts';
import { openStage } from './installation/open-stage.ts';
import { openClosers } from './processes/open-closers.ts';
import { tableOf, type Row } from './report/row.ts';
import { runBenchmark } from './run-benchmark.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { values, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, runs: { type: 'string', default: '3' } },
});
const known = BENCHMARKS.flatMap((b) => b.rows.map((row) => row.name));
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  throw new Error(`no such row: ${unknown.join(', ')}; there are ${known.join(', ')}`);
}
const chosen = BENCHMARKS.filter(
  (b) => wanted.length === 0 || b.rows.some((row) => wanted.includes(row.name)),
);

const closers = openClosers();
const rows: Row[] = [];
try {
  const stage = await openStage(closers, say);
  const [cpu] = cpus();
  say(`${cpus().length} × ${cpu?.model ?? 'unknown'}, Node ${process.version}`);
  say(`PostgreSQL ${stage.versions.postgres} (fsync on), Redis from ${stage.versions.redis} (AOF)`);
  for (const benchmark of chosen) {
    say(`\n${benchmark.rows.map((row) => row.name).join(', ')}: ours : baseline`);
    rows.push(...(await runBenchmark(benchmark, stage, { runs: Number(values.runs), say })));
  }
} finally {
  await closers.close();
}
say(`\n${tableOf(rows)}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
