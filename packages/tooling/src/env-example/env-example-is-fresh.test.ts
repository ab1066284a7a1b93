import { envExampleIsFresh } from './env-example-is-fresh.ts';

const rendered = 'API_PORT=3000\n';
const found = (files: Record<string, string>): number =>
  envExampleIsFresh(new Map(Object.entries(files)), rendered).violations.length;

test('a stale file is found, and a missing one', () => {
  expect(found({ '.env.example': 'API_PORT=1\n' })).toBe(1);
  expect(found({})).toBe(1);
});

test('a fresh file passes', () => {
  expect(found({ '.env.example': rendered })).toBe(0);
});
