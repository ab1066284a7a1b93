const SCHEMES = new Set(['https', 'http', 'mailto', 'tel']);

/** What a browser leaves out of a URL before it looks at the scheme (WHATWG URL, 4.4). */
// oxlint-disable-next-line eslint/no-control-regex -- they are what is meant
const IGNORED = /^[\u0000-\u0020]+|[\t\n\r]+/g;

/**
 * Whether a text can begin a URL that a reader may follow: its scheme is https, http, mailto or tel,
 * or it has none. `javascript:` and `data:` run in the reader's browser.
 */
export const beginsSafely = (url: string): boolean => {
  const scheme = /^([^/?#:]*):/.exec(url.replace(IGNORED, ''))?.[1];
  return scheme === undefined || SCHEMES.has(scheme.toLowerCase());
};
