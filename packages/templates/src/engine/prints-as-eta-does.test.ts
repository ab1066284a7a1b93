import { Eta } from 'eta/core';
import { compileTemplate } from './compile-template.ts';
import { beginRun } from './run.ts';

const eta = new Eta();

const data = {
  name: 'Ada <b> & "C" \'D\'',
  zero: 0,
  price: 12.5,
  text: ' Hello ',
  yes: true,
  no: false,
  tags: ['a', 'b', 'c'],
  items: [
    { name: 'One', price: 1.5, parts: ['x', 'y'] },
    { name: 'Two', price: 2, parts: [] },
  ],
  user: { name: 'Grace', address: { city: 'Arlington' } },
};

test.each([
  "Plain text, with \\ and 'quotes' and `ticks` and ${nothing}",
  'Hi <%= it.name %>!',
  '<%= it.user.address.city %>, <%= it.items[1].name %>, <%= it?.user?.name %>',
  '<%= (it.price + 1) * 2 %> <%= it.price - 1 %> <%= it.price / 4 %> <%= it.price % 5 %> <%= -it.price %>',
  '<%= "a" + it.zero + it.yes %> <%= 1 + 2 %> <%= it.zero + "" %> <%= `${it.price} €` %>',
  '<%= it.yes ? "yes" : "no" %> <%= !it.no %> <%= it.zero || "none" %> <%= it.zero ?? "none" %>',
  '<%= it.none ?? "none" %> <%= it.no && it.none %> <%= it.yes && it.zero %>',
  '<%= it.price === 12.5 %><%= it.price !== "12.5" %><%= it.price == "12.5" %><%= it.none == null %>',
  '<%= it.price > 12 %><%= it.price <= 12 %><%= "a" < "b" %><%= "b" >= "c" %><%= "10" > 9 %>',
  '<%= it.none > 1 %><%= it.none <= 1 %><%= typeof it.price %><%= typeof it.none %>',
  '<%= it.text.trim().toUpperCase().toLowerCase() %>|<%= it.text.slice(1, -1) %>|<%= it.text.length %>',
  '<%= it.tags.join(" · ") %> <%= it.tags %> <%= it.tags.slice(1).join() %> <%= it.tags.length %>',
  '<%= it.tags.includes("a") %> <%= it.name.includes("<b>") %> <%= it.name.startsWith("Ada") %> <%= it.name.endsWith("x") %>',
  '<%= it.price.toFixed(2) %> <%= it.zero.toFixed() %> <%= (1e21).toFixed(2) %> <%= 0.1 + 0.2 %>',
  '<%= [1, [2, "x"]] %> <%= ({ a: "b" }).a %> <%= [it.name, it.zero].join("-") %>',
  '<% if (it.yes) { %>A<% } else { %>B<% } %>',
  '<% if (it.no) { %>A<% } else if (it.zero === 0) { %>B<% } else { %>C<% } %>',
  '<% if (it.yes) %>always<% ; %>',
  '<% for (const x of it.items) { %><li><%= x.name %>: <%= x.price * 2 %></li><% } %>',
  '<% for (const x of it.items) { for (const part of x.parts) { %><%= x.name %><%= part %> <% } } %>',
  '<% for (const x of it.items) { for (const x of it.tags) { %><%= x %><% } %><%= x.name %><% } %>',
  'a \n<%_ if (it.yes) { _%>  \n  b <%-= "x" -%>\n\n c <% } -%> \n d',
  'a\r\n<% if (it.yes) { %>\r\nb\r\n<% } %>\r\nc',
  '<%/* a comment */%>x<%= it.price /* another */ + 1 %><% // to the end of the tag\n %>y',
  '<%= "\\u0041\\n\\"" %> <%= `a\nb` %> <%= null ?? "n" %> <%= 1_000 %> <%= 0x10 %> <%= 1e3 %>',
])('%j', (source) => {
  const ours = compileTemplate(source, { isHtml: true })(data, beginRun());
  expect(ours).toBe(eta.renderString(source, data));
});

test('unlike Eta, a print does not swallow the line break behind it', () => {
  const source = 'Hi <%= it.zero %>\nThere';
  expect(compileTemplate(source, { isHtml: false })(data, beginRun())).toBe('Hi 0\nThere');
});
