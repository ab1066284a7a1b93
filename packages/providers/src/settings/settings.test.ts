import type { ProviderDefinition } from '../contract.ts';
import { maskSettings } from './mask-settings.ts';
import { mergeSettings } from './merge-settings.ts';
import { parseSettings } from './parse-settings.ts';

const base = { required: false, secret: false, description: 'letters' };
const definition: ProviderDefinition = {
  name: 'example',
  channels: ['email'],
  hasReceipts: false,
  settings: [
    { ...base, name: 'host', type: 'string', required: true, pattern: '[a-z.]+' },
    { ...base, name: 'port', type: 'number', default: 25, min: 1, max: 65_535 },
    { ...base, name: 'secure', type: 'boolean' },
    { ...base, name: 'token', type: 'string', secret: true, generate: () => 'made' },
  ],
  check: ({ port, secure }) =>
    secure === true && port === 25 ? [{ path: 'secure', code: 'conflict', message: 'no' }] : [],
  open: () => {
    throw new Error('not opened here');
  },
};

const errorsOf = (input: unknown): readonly string[] => {
  const parsed = parseSettings(definition, input);
  return parsed.ok ? [] : parsed.errors.map(({ path, code }) => `${path}: ${code}`);
};

test('fills in defaults and makes what can be made', () => {
  expect(parseSettings(definition, { host: 'a.b' })).toEqual({
    ok: true,
    settings: { host: 'a.b', port: 25, token: 'made' },
    generated: ['token'],
  });
});

test('a given value is not called generated', () => {
  const parsed = parseSettings(definition, { host: 'a.b', token: 'mine' });
  expect(parsed).toMatchObject({ ok: true, generated: [] });
});

test('reports all problems together', () => {
  expect(errorsOf({ port: 0, secure: 'yes', token: 7, colour: 'red' })).toEqual([
    'host: required',
    'port: out_of_range',
    'secure: invalid_type',
    'token: invalid_type',
    'colour: unknown_setting',
  ]);
});

test('a pattern holds for the whole value', () => {
  expect(errorsOf({ host: 'a.b\nc' })).toEqual(['host: invalid_format']);
});

test.each(['', 'a\0b', 'a\ud800', 'x'.repeat(16_385)])('refuses the text %#', (token) => {
  expect(errorsOf({ host: 'a', token })).toHaveLength(1);
});

test.each([null, [], 'host', undefined])('refuses %j in place of an object', (input) => {
  expect(errorsOf(input)).toEqual([': invalid_type']);
});

test('asks the provider what settings say about one another', () => {
  expect(errorsOf({ host: 'a', secure: true })).toEqual(['secure: conflict']);
});

test('no message repeats a value', () => {
  const parsed = parseSettings(definition, { host: 'HUNTER2', token: 'a\0HUNTER2' });
  expect(JSON.stringify(parsed)).not.toContain('HUNTER2');
});

test('masks secrets and what is not known', () => {
  expect(maskSettings(definition, { host: 'a', token: 't', old: 'o' })).toEqual({
    host: 'a',
    token: '***',
    old: '***',
  });
});

test('a patch keeps what it does not name', () => {
  const merged = mergeSettings(definition, { host: 'a', port: 9, token: 't' }, { port: 10 });
  expect(merged).toMatchObject({ ok: true, settings: { host: 'a', port: 10, token: 't' } });
});

test('a secret sent back as it was read stays what it is', () => {
  const merged = mergeSettings(definition, { host: 'a', token: 't' }, { token: '***' });
  expect(merged).toMatchObject({ ok: true, settings: { token: 't' } });
});

test('null takes a setting away', () => {
  const merged = mergeSettings(definition, { host: 'a', port: 9, token: 't' }, { port: null });
  expect(merged).toMatchObject({ ok: true, settings: { port: 25 } });
});
