import { oneNumberADecision } from './one-number-a-decision.ts';
import { plant } from './plant.ts';

test('two decisions with one number are found, and others pass', () => {
  const files = { 'docs/adr/README.md': '', 'docs/adr/0001-a.md': '', 'docs/adr/0002-b.md': '' };
  expect(plant(oneNumberADecision, files)).toEqual([]);
  expect(plant(oneNumberADecision, { ...files, 'docs/adr/0002-c.md': '' })).toEqual([
    'docs/adr/0002-c.md has the number 0002, as docs/adr/0002-b.md has',
  ]);
});
