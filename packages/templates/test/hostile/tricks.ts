import type { HostileTemplate } from './hostile-template.ts';

const invalid = (why: string, source: string): HostileTemplate => ({
  why,
  source,
  code: 'template_invalid',
});
const unsafe = (why: string, source: string): HostileTemplate => ({
  why,
  source,
  code: 'template_unsafe',
});
const run = (why: string, source: string, x: unknown): HostileTemplate => ({
  ...unsafe(why, source),
  data: { x },
});

/** What is misread: by Eta, by the parser, by a browser. */
export const TRICKS: readonly HostileTemplate[] = [
  unsafe('breaks out of the call that prints', '<%= a); evil(); (b %>'),
  unsafe('closes the call and opens another', '<%= it.x) + (it.y %>'),
  unsafe('a second statement behind a print', '<%= it.x; process.exit() %>'),
  unsafe('a line comment behind a print', '<%= it.x //%>'),
  invalid('a comment that opens behind a print', '<%= it.x /* %> x <% */ %>'),
  invalid('a comment over text', '<% /* %> swallowed <% */ %>'),
  invalid('a literal over text', '<% ` %> swallowed <% ` %>'),
  invalid('a text that ends with the tag', '<%= "%>" %>'),
  invalid('a tag that does not end', 'Hi <%= it.x'),
  invalid('a block that does not end', '<% if (it.x) { %>x'),
  invalid('a block that ends twice', '<% if (it.x) { } } %>'),
  invalid('closes the function around it', '<% } evil(); { %>'),
  invalid('an HTML comment as JavaScript', '<% <!-- %>'),
  invalid('an empty print', '<%= %>'),
  invalid('a statement that does nothing', '<% it.x %>'),
  { ...invalid('a loop over text', '<% for (const a of "abc") { %>a<% } %>'), data: {} },
  invalid('an unknown directive', '<%@ include x %>'),
  invalid('a partial that is not there', '<%@ partial nowhere %>'),
  invalid('a body outside of a layout', '<%@ body %>'),
  invalid('a directive within a print', '<%= <%@ body %> %>'),
  invalid('return', '<% return %>'),
  invalid('octal escapes', '<%= "\\1" %>'),
  unsafe('while as the statement of a print', '<% while (true) { } %>'),
  unsafe('data as an element', '<<%= it.x %>>'),
  unsafe('data as the end of an element’s name', '<h<%= it.x %>>'),
  unsafe('data as an attribute', '<p <%= it.x %>>'),
  unsafe('data as the end of an attribute’s name', '<p on<%= it.x %>="1">'),
  unsafe('data without quotes', '<a href=<%= it.x %>>x</a>'),
  unsafe('data behind a value without quotes', '<a href=https://a.example/<%= it.x %>>x</a>'),
  unsafe('data in an event handler', '<p onclick="go(\'<%= it.x %>\')">'),
  unsafe('data in an event handler, upper case', '<P ONCLICK = "<%= it.x %>">'),
  unsafe('data in a script', '<script>const x = "<%= it.x %>"</script>'),
  unsafe('data in a script that a text closes', '<script>"</scrip"; <%= it.x %></script>'),
  unsafe('data in srcdoc', '<iframe srcdoc="<%= it.x %>"></iframe>'),
  unsafe('data in a tag of an Outlook comment', '<!--[if mso]><v:rect <%= it.x %>><![endif]-->'),
  run('javascript:', '<a href="<%= it.x %>">x</a>', 'javascript:alert(1)'),
  run('javascript: in capitals', "<a href='<%= it.x %>'>x</a>", 'JaVaScRiPt:alert(1)'),
  run('javascript: with a tab', '<a href="<%= it.x %>">x</a>', 'java\tscript:alert(1)'),
  run('javascript: behind spaces', '<a href=" <%= it.x %>">x</a>', '\u0001 \njavascript:alert(1)'),
  run('javascript: with a literal beginning', '<a href="java<%= it.x %>">x</a>', 'script:alert(1)'),
  run(
    'javascript: in two prints',
    '<a href="<%= it.x.slice(0, 4) %><%= it.x.slice(4) %>">',
    'javascript:1',
  ),
  run('data:', '<img src="<%= it.x %>">', 'data:text/html,<script>1</script>'),
  run('vbscript:', '<form action="<%= it.x %>">', 'vbscript:x'),
  run('javascript: as a background', '<table background="<%= it.x %>">', 'javascript:1'),
  run(
    'javascript: behind a tag without end',
    '<br/><a class=x href="<%= it.x %>">',
    'javascript:1',
  ),
];
