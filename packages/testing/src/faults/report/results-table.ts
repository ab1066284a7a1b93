import type { FaultResult } from '../run-fault.ts';
import { FIGURES } from './fault-report.ts';

const HEAD = ['fault', 'result', ...FIGURES, 'seconds'];

/** All results as a table that Markdown understands. */
export const resultsTable = (results: readonly FaultResult[]): string => {
  const rows = results.map(({ fault, figures, verdict, seconds }) => [
    `${fault.id} ${fault.title}`,
    verdict,
    ...FIGURES.map((name) => (figures === null ? '' : String(figures[name]))),
    seconds.toFixed(1),
  ]);
  const widths = HEAD.map((_, i) => Math.max(...[HEAD, ...rows].map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string => {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    return `| ${cells.join(' | ')} |`;
  };
  const rule = widths.map(
    (width, i) => '-'.repeat(i === 0 ? width : width - 1) + (i === 0 ? '' : ':'),
  );
  return [line(HEAD), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
};
