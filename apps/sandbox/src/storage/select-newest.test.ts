import { selectNewest } from './select-newest.ts';

test('stops looking as soon as it has enough', () => {
  const looked: number[] = [];
  const isEven = (n: number): boolean => {
    looked.push(n);
    return n % 2 === 0;
  };
  expect([...selectNewest([8, 7, 6, 5, 4], isEven, 2)]).toEqual([8, 6]);
  expect(looked).toEqual([8, 7, 6]);
});
