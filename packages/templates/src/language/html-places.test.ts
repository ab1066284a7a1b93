import { htmlPlaces } from './html-places.ts';
import { tokenize } from './tokenize.ts';

/** The place of each print of a source. */
const placesOf = (source: string): string[] =>
  [...htmlPlaces(tokenize(source)).values()].map(({ kind }) => kind);

test.each([
  'Hi <%= x %>',
  '<p><%= x %></p>',
  '<p class="a <%= x %> b">',
  "<p class='<%= x %>'>",
  '<p title = "<%= x %>" >',
  '<p style="color: <%= x %>">',
  '<style>p { color: <%= x %> }</style>',
  '<title><%= x %></title>',
  '<!-- <%= x %> -->',
  '<!-- <a href= --><%= x %>',
  '<!doctype html><%= x %>',
  '<a href="https://a.example/<%= x %>">',
  '<a href="/<%= x %>">',
  '<a href="?q=<%= x %>">',
  '<a href="mailto:<%= x %>">',
  'a < b <%= x %>',
  '1 <2 <%= x %>',
  '<br/><%= x %>',
  '<script src="https://a.example/x.js"></script><%= x %>',
  '<p onclick="go()"><%= x %></p>',
  '<input disabled><%= x %>',
  '<td width=10 height=20><%= x %></td>',
  '<p data-a=">"><%= x %></p>',
])('escapes in %s', (source) => {
  expect(placesOf(source)).toEqual(['escaped']);
});

test.each([
  '<a href="<%= x %>">',
  "<a href='<%= x %>'>",
  '<A HREF = "<%= x %>">',
  '<a class="b" href="<%= x %>">',
  '<a class=b\nhref="<%= x %>">',
  '<img src="<%= x %>">',
  '<a href="java<%= x %>">',
  '<form action="<%= x %>">',
  '<table background="<%= x %>">',
  '<!--[if mso]><v:rect href="<%= x %>"><![endif]-->',
  '<svg><a xlink:href="<%= x %>">',
  '<style></style><a href="<%= x %>">',
  '<textarea></textarea\n><a href="<%= x %>">',
  '<textarea></texts></textarea/><a href="<%= x %>">',
  '<!-- --!><a href="<%= x %>">',
])('checks the scheme in %s', (source) => {
  expect(placesOf(source)).toEqual(['url']);
});

test('checks the scheme of each print until there is one', () => {
  const source = '<a href="<%= x %><%= y %>/<%= z %>"><img src="<%= x %>">';
  expect(placesOf(source)).toEqual(['url', 'url', 'escaped', 'url']);
});

test('reads on through statements', () => {
  const source =
    '<a href="<% if (it.x) { %><%= x %><% } else { %>https://a.example/<%= y %><% } %>">';
  expect(placesOf(source)).toEqual(['url', 'escaped']);
});

test.each([
  '<<%= x %>>',
  '<p<%= x %>>',
  '</<%= x %>>',
  '<p <%= x %>>',
  '<p a<%= x %>="b">',
  '<p a <%= x %>>',
  '<p a=<%= x %>>',
  '<p a= <%= x %>>',
  '<p a=b<%= x %>>',
  '<p onclick="<%= x %>">',
  '<iframe srcdoc="<%= x %>">',
  '<script><%= x %></script>',
  '<SCRIPT>"</scripts>" <%= x %></script>',
  '<script>"</script" <%= x %></script>',
])('refuses %s', (source) => {
  expect(placesOf(source)).toEqual(['refused']);
});
