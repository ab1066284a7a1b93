import { plainArray, textArray } from './arrays.ts';
import type { Parameters } from './parameters.ts';

type Value = string | number | boolean | null;

/** A column of the rows that a group statement is given. */
export interface Column<Row> {
  readonly name: string;
  /** PostgreSQL's type, or `time` for milliseconds since 1970. */
  readonly type: string;
  readonly of: (row: Row) => Value;
}

export interface Columns<Row> {
  /** Those that differ from row to row: each travels as an array. */
  readonly own: readonly Column<Row>[];
  /** Sets of columns that mostly agree in all rows of a group; then each travels as one value. */
  readonly shared: readonly (readonly Column<Row>[])[];
  /** A set-returning function that brings one more column. */
  readonly beside?: { readonly name: string; readonly call: string };
}

export interface RowSource {
  /** A SELECT of all columns by their names. */
  readonly sql: string;
  /** Which sets were shared, a digit each: statements of different shape need different names. */
  readonly shape: string;
}

const arrayOf = (type: string, values: readonly Value[]): string =>
  type === 'text' || type === 'jsonb' ? textArray(values as (string | null)[]) : plainArray(values);

const sqlType = (type: string): string => (type === 'time' ? 'float8' : type);

const read = (type: string, sql: string): string =>
  type === 'time' ? `to_timestamp(${sql} / 1000)` : sql;

/**
 * The rows of a group statement as a table. An array costs for every row: to write it, to send it, to
 * parse it, to step through it; and of the twenty columns of a result only three or four differ. The
 * sets keep the number of shapes small, as each is a prepared statement.
 */
export const rowsOf = <Row>(
  p: Parameters,
  rows: readonly Row[],
  { own, shared, beside }: Columns<Row>,
): RowSource => {
  const selected: string[] = [];
  const arrays: string[] = [];
  const names: string[] = [];
  const addArrays = (columns: readonly Column<Row>[], values: readonly Value[][]): void => {
    for (const [i, { name, type }] of columns.entries()) {
      arrays.push(p.add(arrayOf(type, values[i] ?? []), `${sqlType(type)}[]`));
      names.push(name);
      selected.push(`${read(type, `v.${name}`)} AS ${name}`);
    }
  };
  addArrays(
    own,
    own.map(({ of }) => rows.map(of)),
  );
  let shape = '';
  for (const set of shared) {
    const values = set.map(({ of }) => rows.map(of));
    const agree = values.every((column) => column.every((value) => value === column[0]));
    shape += agree ? '1' : '0';
    if (!agree) addArrays(set, values);
    else {
      for (const [i, { name, type }] of set.entries()) {
        const value = p.add(values[i]?.[0] ?? null, sqlType(type));
        selected.push(`${read(type, value)} AS ${name}`);
      }
    }
  }
  if (beside !== undefined) selected.push(`v.${beside.name}`);
  const unnested = `unnest(${arrays.join(', ')})`;
  const [source, all] =
    beside === undefined
      ? [unnested, names]
      : [`ROWS FROM (${unnested}, ${beside.call})`, [...names, beside.name]];
  const sql = `SELECT ${selected.join(', ')} FROM ${source} AS v(${all.join(', ')})`;
  return { sql, shape };
};
