import { compile } from 'html-to-text';

/** What is read of a document, in UTF-16 code units: a longer one gives the text of its beginning. */
export const MAX_CONVERTED_LENGTH = 128 * 1_024;

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
  limits: {
    maxInputLength: MAX_CONVERTED_LENGTH,
    maxDepth: 50,
    maxChildNodes: 2_000,
    ellipsis: '…',
  },
});

/**
 * The text of an HTML document, for readers and filters that want a plain part beside it. By
 * html-to-text (MIT, a parser rather than patterns), held to a length, a depth and a width, since it
 * runs in the process that sends.
 */
export const htmlToPlainText = (html: string): string => convert(html).trim();
