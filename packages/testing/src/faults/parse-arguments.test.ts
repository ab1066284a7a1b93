import { parseArguments } from './parse-arguments.ts';

const known = ['F1', 'F6'];

test('without words every fault runs at its normal pace', () => {
  expect(parseArguments([], known)).toEqual({ pace: 'normal', keep: false, ids: [] });
});

test('faults are named in any case, once each', () => {
  expect(parseArguments(['f6', '--long', 'F1', 'F6', '--keep'], known)).toEqual({
    pace: 'long',
    keep: true,
    ids: ['F6', 'F1'],
  });
});

test('what it does not know it refuses with its usage', () => {
  expect(() => parseArguments(['F99', '--fast'], known)).toThrow(
    'unknown: --fast F99\nusage: [--quick | --long] [--keep] [F1 F6]',
  );
});
