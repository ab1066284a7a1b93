import { countSignals, type StopSignal } from './count-signals.ts';

const meanings = (...signals: [atMs: number, signal: StopSignal][]) => {
  let now = 0;
  const meaningOf = countSignals(() => now);
  return signals.map(([atMs, signal]) => {
    now = atMs;
    return meaningOf(signal);
  });
};

test('a second signal means: at once', () => {
  expect(meanings([0, 'SIGTERM'], [600, 'SIGTERM'])).toEqual(['stop', 'exit']);
  expect(meanings([0, 'SIGINT'], [600, 'SIGINT'])).toEqual(['stop', 'exit']);
  expect(meanings([0, 'SIGTERM'], [600, 'SIGINT'])).toEqual(['stop', 'exit']);
});

test('Ctrl-C that also comes by way of the parent is one wish', () => {
  expect(meanings([0, 'SIGINT'], [20, 'SIGINT'])).toEqual(['stop', 'repeat']);
});

test('a parent that follows Ctrl-C with SIGTERM does not cut the drain short', () => {
  expect(meanings([0, 'SIGINT'], [5_000, 'SIGTERM'])).toEqual(['stop', 'repeat']);
});
