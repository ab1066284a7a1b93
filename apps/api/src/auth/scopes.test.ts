import { allows } from './scopes.ts';

test.each([
  [['notifications:read'], 'notifications:read', true],
  [['notifications:write'], 'notifications:read', true],
  [['notifications:read'], 'notifications:write', false],
  [['subscribers:write'], 'notifications:read', false],
  [['admin'], 'keys:write', true],
  [['metrics:read'], 'metrics:read', true],
  [[], 'metrics:read', false],
] as const)('%j allows %s: %s', (held, needed, expected) => {
  expect(allows(new Set<string>(held), needed)).toBe(expected);
});
