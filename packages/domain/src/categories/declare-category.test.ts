import { declareCategory } from './declare-category.ts';

test('a category that was never declared allows everything', () => {
  expect(declareCategory('news')).toEqual({
    key: 'news',
    name: null,
    optOut: true,
    quietHours: true,
    criticalPassesQuietHours: true,
    channels: {},
    retentionDays: null,
  });
});

test('transactional can neither be opted out of nor held', () => {
  const said = { name: 'Receipts', optOut: true, quietHours: true, retentionDays: 7 };
  expect(declareCategory('transactional', said)).toMatchObject({
    name: 'Receipts',
    optOut: false,
    quietHours: false,
    retentionDays: 7,
  });
});
