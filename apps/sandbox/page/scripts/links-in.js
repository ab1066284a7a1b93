const SHOWN = /^(https?|mailto):/;
/** Inline styles: the page's policy forbids them, and says so on the console for each. */
const STYLES = /<style\b[^]*?<\/style\s*>|\sstyle\s*=\s*(?:"[^"]*"|'[^']*')/gi;

/** The links of a mail, as address and text; parsed apart, so that nothing loads and nothing runs. */
export const linksIn = (html) => {
  const inert = new DOMParser().parseFromString((html ?? '').replace(STYLES, ''), 'text/html');
  return Array.from(inert.querySelectorAll('a[href]'), (anchor) => ({
    href: anchor.href,
    text: anchor.textContent.trim(),
  })).filter(({ href }) => SHOWN.test(href));
};
