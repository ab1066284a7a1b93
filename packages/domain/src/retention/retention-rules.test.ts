import { DEFAULT_RETENTION } from './retention.ts';
import { retentionRules, ruleCovers } from './retention-rules.ts';

const news = { key: 'news', retentionDays: 7 };

test('a tenant that has said nothing has one rule', () => {
  expect(retentionRules(DEFAULT_RETENTION, [])).toEqual([
    { takes: 'notifications', days: 90, category: null, except: [] },
  ]);
});

test('content and calls may go earlier than the rest', () => {
  const said = { ...DEFAULT_RETENTION, contentDays: 30, attemptDays: 90 };
  expect(retentionRules(said, []).map(({ takes, days }) => [takes, days])).toEqual([
    ['content', 30],
    ['notifications', 90],
  ]);
});

test('content that a category keeps longer than all others goes when the tenant says', () => {
  const said = { ...DEFAULT_RETENTION, contentDays: 100 };
  const rules = retentionRules(said, [{ key: 'contracts', retentionDays: 3_650 }]);
  expect(rules.map(({ takes }) => takes)).toContain('content');
});

test('each category is covered by one rule that takes everything', () => {
  const rules = retentionRules(DEFAULT_RETENTION, [news]);
  const daysOf = (category: string) =>
    rules.filter((rule) => ruleCovers(rule, category)).map(({ days }) => days);
  expect([daysOf('news'), daysOf('transactional')]).toEqual([[7], [90]]);
});
