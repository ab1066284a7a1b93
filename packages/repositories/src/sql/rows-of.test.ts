import { parameters } from './parameters.ts';
import { type Columns, rowsOf } from './rows-of.ts';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly atMs: number;
}

const columns: Columns<Row> = {
  own: [{ name: 'id', type: 'uuid', of: (r) => r.id }],
  shared: [
    [{ name: 'word', type: 'text', of: (r) => r.text }],
    [{ name: 'at', type: 'time', of: (r) => r.atMs }],
  ],
};

test('what all rows agree in travels once, the rest as arrays', () => {
  const p = parameters();
  const rows = [
    { id: 'a', text: 'x "y"', atMs: 1 },
    { id: 'b', text: 'z', atMs: 1 },
  ];
  const { sql, shape } = rowsOf(p, rows, columns);
  expect(shape).toBe('01');
  expect(sql).toBe(
    'SELECT v.id AS id, v.word AS word, to_timestamp($3::float8 / 1000) AS at ' +
      'FROM unnest($1::uuid[], $2::text[]) AS v(id, word)',
  );
  expect(p.values).toEqual(['{a,b}', String.raw`{"x \"y\"","z"}`, 1]);
});

test('a set is shared only when each of its columns agrees', () => {
  const both: Columns<Row> = { own: columns.own, shared: [columns.shared.flat()] };
  const rows = [
    { id: 'a', text: 'x', atMs: 1 },
    { id: 'b', text: 'x', atMs: 2 },
  ];
  expect(rowsOf(parameters(), rows, both).shape).toBe('0');
});

test('a function beside the arrays brings one more column', () => {
  const { sql } = rowsOf(parameters(), [{ id: 'a', text: 'x', atMs: 1 }], {
    own: columns.own,
    shared: [],
    beside: { name: 'request', call: 'json_array_elements($2)' },
  });
  expect(sql).toBe(
    'SELECT v.id AS id, v.request FROM ROWS FROM (unnest($1::uuid[]), json_array_elements($2)) ' +
      'AS v(id, request)',
  );
});
