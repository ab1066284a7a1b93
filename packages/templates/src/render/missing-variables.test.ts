import { prepareTemplate } from '../prepare-template.ts';
import { createRenderer } from './create-renderer.ts';

const missingIn = (text: string, data: Record<string, unknown>): readonly string[] => {
  const prepared = prepareTemplate({ channels: { in_app: { body: `Hi ${text}` } } }, new Map());
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems));
  const request = { cacheKey: 't', template: prepared.expanded, data };
  const result = createRenderer().checkData({ ...request, channels: ['in_app'] });
  if (!result.ok && result.code !== 'template_variable_missing') throw new Error(result.message);
  return result.ok ? [] : (result.missing ?? []);
};

test.each<[source: string, data: Record<string, unknown>, missing: string[]]>([
  ['<%= it.a %> <%= it.b.c %> <%= it.d[1].e %>', {}, ['a', 'b.c', 'd.1.e']],
  ['<%= it.a %>', { a: null }, ['a']],
  ['<%= it.a %><%= it.b %><%= it.c %>', { a: 0, b: '', c: false }, []],
  ['<%= it.a.toUpperCase() %>', {}, ['a']],
  ['<%= it.a + it.b %> <%= `${it.c}` %> <%= it.d * 2 %>', {}, ['a', 'b', 'c', 'd']],
  ['<% for (const x of it.items) { %><%= x.name %><% } %>', {}, ['items']],
  [
    '<% for (const x of it.items) { %><%= x.name %><% } %>',
    { items: [{ name: 'a' }, {}, {}] },
    ['items.1.name', 'items.2.name'],
  ],
  [
    '<% for (const x of it.a) { for (const y of x.b) { %><%= y %><%= y.c %><% } } %>',
    { a: [{ b: [null] }] },
    ['a.0.b.0', 'a.0.b.0.c'],
  ],
])('needs what is printed, looped over or computed with: %s', (source, data, missing) => {
  expect(missingIn(source, data)).toEqual(missing);
});

test.each([
  '<% if (it.x) { %><%= it.x %><% } %>',
  '<% if (it.x.y) { %><%= it.x.y %><% } else { %>none<% } %>',
  '<%= it.x ? it.x.y : "none" %>',
  '<%= it.x ?? "none" %>',
  '<%= it.x || "none" %>',
  '<%= it.x && it.x.y %>',
  '<%= it.x === "a" ? 1 : 2 %>',
  '<% for (const x of it.x ?? []) { %><%= x %><% } %>',
  '<% if (it.x.includes("a")) { %>a<% } %>',
  '<% if (!it.x.length) { %>none<% } %>',
])('does not need what is only asked for: %s', (source) => {
  expect(missingIn(source, {})).toEqual([]);
});

test('names all that is missing in all channels, each once', () => {
  const email = { subject: '<%= it.a %>', html: '<%= it.b %><%= it.a %>' };
  const channels = { email, sms: { text: '<%= it.b %><%= it.c %>' } };
  const request = { cacheKey: 't', template: { channels }, data: {} };
  const result = createRenderer().checkData({ ...request, channels: ['email', 'sms'] });
  expect(result).toMatchObject({
    ok: false,
    code: 'template_variable_missing',
    missing: ['a', 'b', 'c'],
    errors: [{ path: 'data.a' }, { path: 'data.b' }, { path: 'data.c' }],
  });
});
