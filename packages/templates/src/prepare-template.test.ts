import type { TemplateDefinition } from './definition/template-definition.ts';
import { prepareTemplate } from './prepare-template.ts';

const html = (source: string): TemplateDefinition => ({
  channels: { email: { subject: 's', html: source } },
});

const prepare = (definition: TemplateDefinition, partials: Record<string, string> = {}) =>
  prepareTemplate(definition, new Map(Object.entries(partials)));

const problemsOf = (definition: TemplateDefinition, partials: Record<string, string> = {}) => {
  const result = prepare(definition, partials);
  return result.ok ? [] : result.problems;
};

const expandedHtml = (definition: TemplateDefinition, partials: Record<string, string>) => {
  const result = prepare(definition, partials);
  return result.ok ? result.expanded.channels.email?.html : result.problems;
};

describe('what is put in', () => {
  test('a partial, and those that it names', () => {
    const partials = { outer: '[<%@ partial inner %>]', inner: '<%= it.x %>' };
    const source = 'a <%@ partial outer %> b <%@partial inner%>';
    expect(expandedHtml(html(source), partials)).toBe('a [<%= it.x %>] b <%= it.x %>');
  });

  test('the layout, around the html of e-mails and nothing else', () => {
    const channels = { email: { subject: 's', html: 'B', text: 't' }, sms: { text: 'x' } };
    const locales = { de: { email: { subject: 's', html: 'D' } } };
    const layout = '<html><%@ partial head %><%@ body %></html>';
    const result = prepare({ channels, locales, layout: 'main' }, { main: layout, head: 'H' });
    expect(result).toEqual({
      ok: true,
      expanded: {
        channels: { ...channels, email: { ...channels.email, html: '<html>HB</html>' } },
        locales: { de: { email: { subject: 's', html: '<html>HD</html>' } } },
      },
    });
  });

  test('a block may begin in one partial and end in another', () => {
    const partials = { open: '<% if (it.x) { %>', close: '<% } %>' };
    const source = '<%@ partial open %>x<%@ partial close %>';
    expect(expandedHtml(html(source), partials)).toBe('<% if (it.x) { %>x<% } %>');
  });

  test('nothing into what has no directives', () => {
    const definition = html('a <%= it.x %>');
    expect(prepare(definition)).toEqual({ ok: true, expanded: definition });
  });
});

describe('what is refused of partials', () => {
  const endless = { a: '<%@ partial b %>', b: '<%@ partial c %>', c: '<%@ partial a %>' };
  const chain = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`p${i}`, `<%@ partial p${i + 1} %>`]),
  );
  const doubling = Object.fromEntries(
    Array.from({ length: 18 }, (_, i) => [`p${i}`, `<%@ partial p${i + 1} %>`.repeat(2)]),
  );

  test.each<[string, string, Record<string, string>, string]>([
    ['one that is not there', '<%@ partial x %>', {}, 'template_invalid'],
    ['one that contains itself', '<%@ partial a %>', { a: '<%@ partial a %>' }, 'template_invalid'],
    ['a ring of them', '<%@ partial a %>', endless, 'template_invalid'],
    ['thirty within each other', '<%@ partial p0 %>', chain, 'template_budget_exceeded'],
    ['doubling', '<%@ partial p0 %>', { ...doubling, p18: 'x' }, 'template_budget_exceeded'],
    ['one too long', '<%@ partial a %>', { a: 'x'.repeat(70_000) }, 'template_budget_exceeded'],
    ['one without a name', '<%@ partial %>', {}, 'template_invalid'],
    ['one with two names', '<%@ partial a b %>', { a: '', b: '' }, 'template_invalid'],
    ['a body where there is no layout', '<%@ body %>', {}, 'template_invalid'],
    ['a directive that is not closed', '<%@ partial a', { a: '' }, 'template_invalid'],
  ])('%s', (_, source, partials, code) => {
    expect(problemsOf(html(source), partials)).toMatchObject([{ code }]);
  });

  test('doubling of nothing takes no time', () => {
    expect(expandedHtml(html('<%@ partial p0 %>'), { ...doubling, p18: '' })).toBe('');
  });
});

test.each<[Partial<TemplateDefinition>, Record<string, string>, object]>([
  [{ layout: 'main' }, {}, { path: 'layout', code: 'template_invalid' }],
  [{ layout: 'main' }, { main: 'no body' }, { path: 'layout', code: 'template_invalid' }],
  [{ locales: { pt: { email: { subject: 's' } } } }, {}, { path: 'locales.pt.email' }],
  [{ schema: { type: 'text' } }, {}, { path: 'schema', code: 'template_invalid' }],
  [
    { schema: { properties: { a: { pattern: '(a+)+$' } } } },
    {},
    { path: 'schema.properties.a.pattern' },
  ],
])('refuses a definition with %j', (more, partials, problem) => {
  expect(problemsOf({ ...html('x'), ...more }, partials)).toMatchObject([problem]);
});

describe('places of problems', () => {
  test('are lines and columns from 1, of the code itself', () => {
    expect(problemsOf(html('a\n<% if (it.x) { %>\n  <%=  it.x.constructor %>\n<% } %>'))).toEqual([
      {
        path: 'channels.email.html',
        code: 'template_unsafe',
        message: 'The name constructor is not allowed.',
        line: 3,
        column: 13,
      },
    ]);
  });

  test.each([
    ['a <% if (x) {} %>', 1, 10],
    ['<%= it.\n y z %>', 2, 4],
    ['a\nb <%= it.x', 2, 3],
    ['<p>\n<p <%= it.x %>>', 2, 8],
    ['<%= it.a %>\n<%= it.b.repeat(2) %>', 2, 10],
  ])('%j: %i:%i', (source, line, column) => {
    expect(problemsOf(html(source))).toMatchObject([{ line, column }]);
  });

  test('are those of the partial that was written, which is named', () => {
    const partials = { foot: 'x\n  <%= process %>' };
    expect(problemsOf(html('\n\n\n<%@ partial foot %>'), partials)).toMatchObject([
      {
        message: expect.stringContaining('in the partial foot'),
        line: 2,
        column: 7,
      },
    ]);
  });

  test('behind a partial are those of the source', () => {
    const problems = problemsOf(html('<%@ partial a %>\n <%= x %>'), { a: 'long\nlong\nlong' });
    expect(problems).toMatchObject([{ line: 2, column: 6 }]);
  });

  test('in a layout and in its body are told apart', () => {
    const definition = { ...html('\n<%= y %>'), layout: 'main' };
    const problems = problemsOf(definition, { main: '<%= x %><%@ body %>' });
    expect(problems).toMatchObject([
      { message: expect.stringContaining('in the partial main'), line: 1, column: 5 },
      { line: 2, column: 5 },
    ]);
  });
});

test('tells the problems of all sources together', () => {
  const channels = {
    email: { subject: '<%= a %>', html: '<%= b %><%= c %>' },
    push: { body: '<%= d' },
  };
  const locales = { pt: { sms: { text: '<%~ it.x %>' } } };
  expect(problemsOf({ channels, locales }).map(({ path }) => path)).toEqual([
    'channels.email.subject',
    'channels.email.html',
    'channels.email.html',
    'channels.push.body',
    'locales.pt.sms.text',
  ]);
});

test('goes on behind a print that is no expression', () => {
  const problems = problemsOf(html('<%= process %><%= it. %><%= a); (b %><% evil() %>'));
  expect(problems.map(({ code }) => code)).toEqual([
    'template_unsafe',
    'template_invalid',
    'template_unsafe',
    'template_unsafe',
  ]);
});

test('stops at twenty problems of one source', () => {
  expect(problemsOf(html('<%= a %>'.repeat(50)))).toHaveLength(20);
});

test.each([
  ['texts', { l: 'x', count: 2_000 }],
  ['KiB', { l: 'x'.repeat(1_000), count: 300 }],
  ['tags', { l: '<%= it.x %>'.repeat(30), count: 200 }],
])('refuses a template with too many %s in all its locales', (word, { l, count }) => {
  const locales = Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`l${i}`, { sms: { text: l } }]),
  );
  expect(problemsOf({ channels: { sms: { text: 'x' } }, locales })).toMatchObject([
    { code: 'template_budget_exceeded', message: expect.stringContaining(word) },
  ]);
});
