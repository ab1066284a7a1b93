import { numberedDecisions } from './numbered-decisions.ts';
import { plant } from './plant.ts';

const good = {
  'docs/adr/README.md': '# Decisions\n\n1. [Red](0001-red.md)\n2. [Blue](0002-blue.md)\n',
  'docs/adr/0001-red.md': '# 1. Red\n',
  'docs/adr/0002-blue.md': '# 2. Blue, and why it is not green\n',
};

test('numbers that follow one another and are listed pass', () => {
  expect(plant(numberedDecisions, good)).toEqual([]);
});

test('a number that is taken is found', () => {
  const files = { ...good, 'docs/adr/0002-green.md': '# 2. Green\n' };
  expect(plant(numberedDecisions, files)).toEqual([
    'docs/adr/0002-green.md number 2 is taken',
    'docs/adr/README.md does not list 2. by its title',
  ]);
});

test('a number that is left out is found', () => {
  const { 'docs/adr/0001-red.md': _, ...files } = good;
  expect(plant(numberedDecisions, files)).toEqual([
    'docs/adr/0002-blue.md number 1 is left out before it',
  ]);
});

test('a title with another number, and a list with another title, are found', () => {
  expect(plant(numberedDecisions, { ...good, 'docs/adr/0001-red.md': '# 3. Red\n' })).toEqual([
    'docs/adr/0001-red.md:1 its title does not begin with "# 1. "',
  ]);
  expect(plant(numberedDecisions, { ...good, 'docs/adr/0002-blue.md': '# 2. Navy\n' })).toEqual([
    'docs/adr/README.md does not list 2. by its title',
  ]);
});
