import { compileTemplate } from '../engine/compile-template.ts';
import { beginRun } from '../engine/run.ts';

const rendered = (source: string, data: object): string =>
  compileTemplate(source, { isHtml: false })(data, beginRun());

afterEach(() => {
  for (const host of [Object.prototype, Array.prototype, String.prototype]) {
    Reflect.deleteProperty(host, 'planted');
  }
});

const plant = (host: object): void => {
  Object.defineProperty(host, 'planted', { configurable: true, value: 'secret' });
};

test.each([
  ['Object.prototype', Object.prototype],
  ['Array.prototype', Array.prototype],
  ['String.prototype', String.prototype],
])('finds nothing that somebody put on %s', (_, host) => {
  plant(host);
  const source = '<%= it.planted || it.a.planted || it.l.planted || it.s.planted || "none" %>';
  expect(rendered(source, { a: {}, l: [], s: 's' })).toBe('none');
});

test('finds a field of its own though somebody put one of that name on Object.prototype', () => {
  plant(Object.prototype);
  expect(rendered('<%= it.planted %>', { planted: 'own' })).toBe('own');
});

test.each(['map', 'at', 'concat', 'description', 'name', 'size'])(
  'finds no %s of lists, texts and functions',
  (name) => {
    const source = `<%= it.l.${name} || it.s.${name} || it.f.${name} || "none" %>`;
    expect(rendered(source, { l: [1], s: 's', f: () => 1 })).toBe('none');
  },
);

test('reads objects without a prototype too', () => {
  const data = Object.assign(Object.create(null) as object, { a: 'x' });
  expect(rendered('<%= it.a %><%= it.b || "" %>', data)).toBe('x');
});

test('reads names of any alphabet, and those that would mean something in code', () => {
  const data = { größe: 1, $: 2, if: 3, f0: 4, isArray: 5 };
  expect(
    rendered('<%= it.größe %><%= it.$ %><%= it.if %><%= it.f0 %><%= it.isArray %>', data),
  ).toBe('12345');
});
