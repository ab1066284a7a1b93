import { describeMigrations } from './describe-migrations.ts';

test.each([
  [[], 'up to date'],
  [['0002-providers'], '0002-providers'],
  [['0001-foundation', '0002-providers'], '2, up to 0002-providers'],
])('however many ran, a start says so in one short line: %j', (ran, said) => {
  expect(describeMigrations(ran)).toBe(said);
});
