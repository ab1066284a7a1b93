import type { HostileTemplate } from './hostile-template.ts';

const KIB = 1_024;
const bomb = (why: string, source: string, data?: HostileTemplate['data']): HostileTemplate => ({
  why,
  source,
  code: 'template_budget_exceeded',
  ...(data && { data }),
});

const each = (body: string): string => `<% for (const x of it.l) { %>${body}<% } %>`;
const times = (text: string, count: number): string => text.repeat(count);
const l = Array.from({ length: 60_000 }, (_, i) => i % 10);
const s = times('s', 240 * KIB);

/** What takes too long, or makes too much. */
export const BOMBS: readonly HostileTemplate[] = [
  bomb('padEnd', '<%= "x".padEnd(1e9) %>'),
  bomb('padStart', '<%= it.x.padStart(1e9, "ab") %>'),
  bomb('repeat', '<%= "x".repeat(1e9) %>'),
  bomb('a source over 64 KiB', times('x', 64 * KIB + 1)),
  bomb('a source over 64 KiB in bytes', times('é', 33 * KIB)),
  bomb('more than 5,000 nodes', times('<%= it.a.b.c %>', 1_300)),
  bomb('a deep sum', `<%= ${times('1+', 5_000)}1 %>`),
  bomb('deep brackets', `<%= ${times('(', 30_000)}1${times(')', 30_000)} %>`),
  bomb('a deep list', `<%= ${times('[', 2_000)}${times(']', 2_000)} %>`),
  bomb('deep negation', `<%= ${times('!', 20_000)}1 %>`),
  bomb('deep blocks', `<% ${times('{', 30_000)}${times('}', 30_000)} %>`),
  bomb('a deep if', `<% ${times('if (it.x) ', 5_000)}{} %>`),
  bomb(
    'three loops within each other',
    '<% for (const a of it.l) for (const b of it.l) for (const c of it.l) {} %>',
  ),
  bomb(
    'two loops over a long list',
    '<% for (const a of it.l) for (const b of it.l) { %>x<% } %>',
    { l },
  ),
  bomb('two empty loops', '<% for (const a of it.l) { for (const b of it.l) {} } %>', { l }),
  bomb('a loop over a long list', each('x'), { l }),
  bomb('a long body, many rounds', each(times('<%= it.a %>', 1_000)), {
    l: l.slice(0, 1_000),
    a: '',
  }),
  bomb('long literal text, many rounds', each(times('x', 60 * KIB)), { l: l.slice(0, 100) }),
  bomb('long data, many rounds', each('<%= it.s %>'), { l: l.slice(0, 100), s }),
  bomb('long data, printed often', times('<%= it.s %>', 10), { s }),
  bomb('long data, added up', `<%= ${times('it.s + ', 50)}it.s %>`, { s }),
  bomb('long data in a template literal', `<%= \`${times('${it.s}', 500)}\` %>`, { s }),
  bomb('an unseen sum in each round', each('<% if (it.s + x === "") {} %>'), {
    l: l.slice(0, 999),
    s,
  }),
  bomb('a list as text in each round', each('<%= it.l %>'), { l }),
  bomb('join in each round', each('<%= it.l.join("").length %>'), { l }),
  bomb('join by something long', '<%= it.l.join(it.s) %>', { l, s }),
  bomb('a list of lists, joined', `<%= [${times('it.l,', 900)}].join("") %>`, { l }),
  bomb('slices of a list', each('<% if (it.l.slice(1).length) {} %>'), { l: l.slice(0, 4_000) }),
  bomb('upper case in each round', each('<% if (it.s.toUpperCase()) {} %>'), {
    l: l.slice(0, 999),
    s,
  }),
  bomb('trim in each round', each('<% if (it.s.trim()) {} %>'), {
    l: l.slice(0, 999),
    s: `${times(' ', 200 * KIB)}x`,
  }),
  bomb('a search that compares much', each('<% if (it.s.includes(it.n)) {} %>'), {
    l: l.slice(0, 99),
    s,
    n: `x${times('s', 9 * KIB)}`,
  }),
  bomb('a search in a list', each('<% if (it.l.includes(11)) {} %>'), { l: l.slice(0, 4_000) }),
  bomb('equal texts compared', each('<% if (it.s === it.t) {} %>'), {
    l: l.slice(0, 999),
    s,
    t: `${s.slice(1)}t`,
  }),
  bomb('loosely equal texts compared', each('<% if (it.s == it.t) {} %>'), {
    l: l.slice(0, 999),
    s,
    t: `${s.slice(1)}t`,
  }),
  bomb('texts in order', each('<% if (it.s <= it.t) {} %>'), {
    l: l.slice(0, 999),
    s,
    t: `${s.slice(1)}t`,
  }),
  bomb('starts compared', each('<% if (it.s.startsWith(it.t)) {} %>'), {
    l: l.slice(0, 999),
    s,
    t: s.slice(1),
  }),
  bomb('what grows by being escaped', '<%= it.s %>', { s: times('"', 250 * KIB) }),
  bomb('many bytes in few characters', '<%= it.s %>', { s: times('ก', 90 * KIB) }),
  bomb('toFixed with many digits', '<%= it.n.toFixed(100) %>', { n: 1e20 }),
  bomb('toFixed in each round', each('<%= (x * 1e20).toFixed(20) %>'), { l }),
  bomb('lists made in each round', each(`<% if ([${times('1,', 3_000)}]) {} %>`), {
    l: l.slice(0, 900),
  }),
  bomb('objects made in each round', each(`<% if ([${times('{a:1},', 900)}]) {} %>`), {
    l: l.slice(0, 900),
  }),
];
