import { htmlToPlainText } from './html-to-plain-text.ts';

test.each([
  ['<h1>Title</h1><p>One<br>two</p><p>three</p>', 'Title\n\nOne\ntwo\n\nthree'],
  ['<p>a &amp; b &lt;c&gt; &eacute;</p>', 'a & b <c> é'],
  ['<ul><li>a</li><li>b</li></ul>', '* a\n * b'],
  ['<a href="https://a.example/">here</a>', 'here [https://a.example/]'],
  ['<a href="https://a.example/">https://a.example/</a>', 'https://a.example/'],
  ['<img src="x.png" alt="logo">text', 'text'],
  ['<style>p { color: red }</style><p>text</p>', 'text'],
  ['<script>alert(1)</script><p>text</p>', 'text'],
  [`<p>${'word '.repeat(60).trim()}</p>`, 'word '.repeat(60).trim()],
  ['no markup', 'no markup'],
  ['', ''],
])('%s', (html, text) => {
  expect(htmlToPlainText(html)).toBe(text);
});

test.each([
  ['tags', '<p>a</p>'.repeat(30_000)],
  ['nesting', '<table><tr><td>'.repeat(16_000)],
  ['length', 'word '.repeat(50_000)],
  ['entities', '&amp;'.repeat(50_000)],
])('takes the beginning of a document with very much %s, in time', (_, html) => {
  const { user } = process.threadCpuUsage();
  htmlToPlainText(html);
  expect((process.threadCpuUsage().user - user) / 1_000).toBeLessThan(50);
});
