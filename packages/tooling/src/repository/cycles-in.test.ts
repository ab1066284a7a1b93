import { cyclesIn } from './cycles-in.ts';

const graph = (text: string): Map<string, Set<string>> => {
  const edges = new Map<string, Set<string>>();
  for (const [from = '', to = ''] of text.split(' ').map((edge) => edge.split('>'))) {
    edges.set(from, (edges.get(from) ?? new Set()).add(to));
  }
  return edges;
};

test.each([
  ['a>b b>c a>c', []],
  ['a>a', [['a']]],
  ['a>b b>a', [['a', 'b']]],
  ['a>b b>c c>b c>d', [['b', 'c']]],
  [
    'a>b b>a c>d d>c b>c',
    [
      ['c', 'd'],
      ['a', 'b'],
    ],
  ],
  ['a>b b>c c>a c>d d>b', [['a', 'b', 'c', 'd']]],
])('%s has the cycles %j', (edges, cycles) => {
  expect(cyclesIn(graph(edges))).toEqual(cycles);
});
