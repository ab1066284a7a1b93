import { createHash } from 'node:crypto';
import { escapeHtml } from './escape-html.ts';
import { PAGE_STYLE } from './page-style.ts';

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** The page loads nothing, runs nothing, is found by no search engine and tells nobody where it is. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
};

const ICONS = {
  letter: '<path d="M13 17.5h18v12H13zM13 18l9 7 9-7"/>',
  tick: '<path d="m14.5 22.5 5 5 10-11"/>',
  question: '<path d="M18 18.5a4 4 0 1 1 5.5 3.7c-1 .5-1.5 1-1.5 2.3m0 4v.2"/>',
};

interface Page {
  readonly title: string;
  readonly icon: keyof typeof ICONS;
  /** HTML. */
  readonly body: string;
}

const render = ({ title, icon, body }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<svg viewBox="0 0 44 44" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><circle cx="22" cy="22" r="22" stroke="none"/>${ICONS[icon]}</svg>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

const named = (category: string): string => `<strong><bdi>${escapeHtml(category)}</bdi></strong>`;

/** Asks; the link itself has changed nothing. */
export const confirmPage = (category: string): string =>
  render({
    title: 'Unsubscribe?',
    icon: 'letter',
    body: `<p>You will no longer receive ${named(category)} by e-mail.</p>
<form method="post"><button type="submit">Unsubscribe</button></form>
<p class="muted">Nothing has changed yet. Other messages, such as receipts, still reach you.</p>`,
  });

/** Says that it is done, the first time as every other. */
export const donePage = (category: string): string =>
  render({
    title: 'You are unsubscribed',
    icon: 'tick',
    body: `<p>You will no longer receive ${named(category)} by e-mail.</p>
<p class="muted">You can close this page.</p>`,
  });

/** For a link that is cut, too old or not ours. */
export const invalidPage = (): string =>
  render({
    title: 'This link does not work',
    icon: 'question',
    body: `<p>It may have been cut off on the way, or it is too old.</p>
<p class="muted">Nothing has changed. Please use the link in a newer e-mail.</p>`,
  });
