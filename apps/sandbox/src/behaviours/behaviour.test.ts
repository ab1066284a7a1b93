import { behaviourList } from './behaviour.ts';

const list = behaviourList([
  { provider: 'smtp', answers: ['accept', 'transient'] },
  { provider: 'webhook', answers: ['accept', 'redirect'] },
]);
const pathOf = (given: unknown) => list.safeParse(given).error?.issues[0]?.path.join('.');

test('takes the list itself or the form in which it is given back', () => {
  const rules = [{ provider: 'smtp', answer: 'transient', times: 2, retryAfter: 30 }];
  expect(list.parse(rules)).toEqual(rules);
  expect(list.parse({ data: rules })).toEqual(rules);
});

test.each([
  ['an unknown provider', [{ provider: 'fax', answer: 'accept' }], '0.provider'],
  ['an answer its provider cannot give', [{ provider: 'smtp', answer: 'redirect' }], '0.answer'],
  ['a redirect to nowhere', [{ provider: 'webhook', answer: 'redirect' }], '0.headers'],
  ['an unknown field', [{ provider: 'smtp', answer: 'accept', too: '*' }], '0'],
  [
    'a delay of more than two minutes',
    [{ provider: 'smtp', answer: 'accept', delayMs: 120_001 }],
    '0.delayMs',
  ],
  [
    'a header that would end its line',
    [{ provider: 'webhook', answer: 'accept', headers: { 'x-a': 'b\r\nc' } }],
    '0.headers.x-a',
  ],
  ['something that is no list', 'reject', ''],
])('refuses %s', (_name, given, path) => {
  expect(pathOf(given)).toBe(path);
});

test('finds the location of a redirect whatever its case', () => {
  const rule = { provider: 'webhook', answer: 'redirect', headers: { Location: '/elsewhere' } };
  expect(pathOf([rule])).toBeUndefined();
});
