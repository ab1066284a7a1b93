import { partialsNamedIn } from './partials-named-in.ts';

test('names the partials of a source, each once', () => {
  const source = '<%@ partial a %> <%@partial  b-c.d%> <%@ partial a %> <%@ body %> <%= it.x %>';
  expect(partialsNamedIn(source)).toEqual(['a', 'b-c.d']);
});

test('names the layout and the partials of all channels and locales', () => {
  const channels = { email: { subject: '<%@ partial a %>', text: 't' } };
  const locales = { pt: { whatsapp: { contentSid: 'x', variables: { 1: '<%@ partial b %>' } } } };
  expect(partialsNamedIn({ channels, locales, layout: 'main' })).toEqual(['main', 'a', 'b']);
});

test('names none where there are none', () => {
  expect(partialsNamedIn({ channels: { sms: { text: 'x' } } })).toEqual([]);
});
