import { compile } from 'html-to-text';

/** What is read of a document: the text of a longer one is that of its beginning. */
const MAX_LENGTH = 64 * 1_024;
const MAX_TAGS = 4_000;

const convert = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    { selector: 'img', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
  ],
  limits: { maxDepth: 50 },
});

/** Where a document has been read far enough. */
const endOf = (html: string): number => {
  let end = -1;
  for (let tags = 0; tags < MAX_TAGS; tags += 1) {
    end = html.indexOf('<', end + 1);
    if (end === -1) return MAX_LENGTH;
  }
  return Math.min(end, MAX_LENGTH);
};

/**
 * The text of an HTML document, for readers and filters that want a plain part beside it. By
 * html-to-text (MIT, a parser rather than patterns). It takes up to 4 µs a tag, in the process that
 * sends, so that it is held to a length and a number of tags.
 */
export const htmlToPlainText = (html: string): string => convert(html.slice(0, endOf(html))).trim();
