/** One line of the result, as `--json` writes it. Value and baseline are medians. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly baseline: number;
  /** The median of the ratios pair by pair, value ÷ baseline. */
  readonly ratio: number;
  readonly goal: string;
  readonly met: boolean;
  readonly runs: number;
}

const HEAD = ['row', 'unit', 'value', 'baseline', 'ratio', 'goal', ''];

const shown = (n: number): string => (n >= 100 ? Math.round(n).toString() : n.toFixed(2));

/** The rows as a table for people. */
export const tableOf = (rows: readonly Row[]): string => {
  const lines = [
    HEAD,
    ...rows.map((r) => [
      r.name,
      r.unit,
      shown(r.value),
      shown(r.baseline),
      r.ratio.toFixed(2),
      r.goal,
      r.met ? 'met' : 'not met',
    ]),
  ];
  const widths = HEAD.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
