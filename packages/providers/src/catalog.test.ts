import { CHANNELS } from '@carillon/domain';
import { CATALOG, findProvider } from './catalog.ts';

test('every provider has a name of its own', () => {
  const names = CATALOG.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test.each(CATALOG)('$name describes its settings so that they can be checked', ({ settings }) => {
  for (const { name, type, pattern, default: preset, description } of settings) {
    expect(name).toMatch(/^[a-z][A-Za-z]+$/);
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(() => new RegExp(pattern ?? '', 'u')).not.toThrow();
    expect(preset === undefined || typeof preset === type).toBe(true);
  }
});

test.each(CATALOG)('$name sends on channels there are', ({ channels }) => {
  expect(channels.length).toBeGreaterThan(0);
  expect(channels.every((channel) => CHANNELS.includes(channel))).toBe(true);
});

test('a provider is found by its name, and an unknown one is not', () => {
  expect(findProvider('smtp')?.channels).toEqual(['email']);
  expect(findProvider('toString')).toBeUndefined();
});

test('what writes files is not for tenants', () => {
  expect(CATALOG.filter(({ internal }) => internal).map(({ name }) => name)).toEqual(['noop']);
});
