import { operatorList } from './operator-list.ts';

const HASH = `scrypt.15.${'s'.repeat(22)}.${'h'.repeat(43)}`;

test('a list names operators with their roles', () => {
  expect(operatorList().parse(`ada:operator:${HASH}, bob@example.com:viewer:${HASH}`)).toEqual([
    { name: 'ada', role: 'operator', passwordHash: HASH },
    { name: 'bob@example.com', role: 'viewer', passwordHash: HASH },
  ]);
});

test.each([
  ['a password in the clear', 'ada:operator:secret'],
  ['an unknown role', `ada:admin:${HASH}`],
  ['a name twice', `ada:viewer:${HASH},ada:operator:${HASH}`],
  ['no name', `:viewer:${HASH}`],
  ['too many parts', `ada:viewer:${HASH}:x`],
])('%s is refused', (_, text) => {
  expect(operatorList().safeParse(text).success).toBe(false);
});
