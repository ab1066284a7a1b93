import { declareCategory } from '../categories/declare-category.ts';
import type { Category } from '../categories/category.ts';
import { judgePreference } from './judge-preference.ts';

const free = declareCategory('news');
const smsOff = declareCategory('news', { channels: { sms: false } });
const forced = declareCategory('news', { optOut: false });
const forcedOff = declareCategory('news', { optOut: false, channels: { sms: false } });

test.each<[string, Category, boolean | null, string, string]>([
  ['nobody said anything', free, null, 'pass', 'nothing_said'],
  ['he wants it', free, true, 'pass', 'recipient_wants_channel'],
  ['he does not', free, false, 'stop', 'recipient_opted_out'],
  ['the category turns it off', smsOff, null, 'stop', 'category_turns_channel_off'],
  ['his yes is stronger than the default', smsOff, true, 'pass', 'recipient_wants_channel'],
  ['his no agrees with the default', smsOff, false, 'stop', 'recipient_opted_out'],
  ['his no without opt-out', forced, false, 'pass', 'category_without_opt_out'],
  ['his yes without opt-out', forced, true, 'pass', 'recipient_wants_channel'],
  ['the default without opt-out', forcedOff, false, 'stop', 'category_turns_channel_off'],
  ['his yes is enough to be asked for', forcedOff, true, 'pass', 'recipient_wants_channel'],
])('%s', (_what, category, wish, verdict, rule) => {
  const categories = wish === null ? {} : { news: { sms: wish } };
  const preferences = { categories, quietHours: null };
  expect(judgePreference({ category, channel: 'sms', preferences })).toMatchObject({
    verdict,
    rule,
  });
});

test('another channel and another category are not meant', () => {
  const preferences = {
    categories: { news: { email: false }, offers: { sms: false } },
    quietHours: null,
  };
  expect(judgePreference({ category: free, channel: 'sms', preferences })).toMatchObject({
    verdict: 'pass',
    inputs: { category: 'news', channel: 'sms', recipient: null },
  });
});

test('nobody opts out of what is transactional', () => {
  const category = declareCategory('transactional', { optOut: true });
  const preferences = { categories: { transactional: { email: false } }, quietHours: null };
  expect(judgePreference({ category, channel: 'email', preferences }).verdict).toBe('pass');
});

test('a category called like a property of every object is one like all others', () => {
  for (const key of ['constructor', '__proto__', 'toString']) {
    const preferences = { categories: {}, quietHours: null };
    const verdict = judgePreference({
      category: declareCategory(key),
      channel: 'email',
      preferences,
    });
    expect(verdict.rule).toBe('nothing_said');
  }
});
