import { ownSecret } from './own-secret.ts';

test.each([
  ['öffne dich', true],
  ['scrape-me-often', true],
  ['changeme', false],
  ['Password', false],
  ['secret', false],
  ['aaaaaaaaaaaa', false],
  ['', false],
])('%j is a secret of its own: %s', (text, isOwn) => {
  expect(ownSecret().safeParse(text).success).toBe(isOwn);
});
