import { asSent } from './envelope-calls.ts';

test.each([
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['Ada@Example.COM', 'Ada@Example.COM'],
  ['ada@[127.0.0.1]', 'ada@[127.0.0.1]'],
  ['jürgen@example.com', 'jürgen@example.com'],
  ['postmaster', 'postmaster'],
])('%s was sent as %s', (shown, sent) => {
  expect(asSent(shown)).toBe(sent);
});
