import { ageingCredit } from './ageing-credit.ts';

test('a tenth of what was finished may be aged', () => {
  expect(ageingCredit().earn(250)).toBe(25);
});

test('a slow queue ages one job in ten, not one a second', () => {
  const credit = ageingCredit();
  let aged = 0;
  for (let second = 0; second < 100; second += 1) {
    const may = credit.earn(1);
    credit.spend(may);
    aged += may;
  }
  expect(aged).toBe(10);
});

test('credit without anybody to age is not saved up', () => {
  const credit = ageingCredit();
  for (let second = 0; second < 10; second += 1) {
    credit.earn(1_000);
    credit.spend(0);
  }
  expect(credit.earn(100)).toBe(11);
});
