import { fcm } from '../src/fcm/fcm.ts';
import { parseSettings } from '../src/settings/parse-settings.ts';
import { accountJson } from './fcm-server.ts';

test.each([
  ['serviceAccount', { serviceAccount: '{}' }],
  ['serviceAccount', { serviceAccount: accountJson({ token_uri: 'ftp://example.org/token' }) }],
  ['serviceAccount', { serviceAccount: accountJson({ token_uri: 'https://[/token' }) }],
  ['baseUrl', { serviceAccount: accountJson(), baseUrl: 'https://[' }],
  ['tokenUrl', { serviceAccount: accountJson(), tokenUrl: 'https://[' }],
])('a setting that cannot be used is named: %s (%#)', (path, settings) => {
  const parsed = parseSettings(fcm, settings);
  expect(parsed.ok ? [] : parsed.errors.map((error) => error.path)).toEqual([path]);
});
