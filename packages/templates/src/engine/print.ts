import { escapeHtml } from './escape-html.ts';
import { charge, Stop, type Run } from './run.ts';
import { beginsSafely } from './safe-url.ts';
import { text } from './text.ts';

/** Text for a part without markup. */
export const print = text;

/** Text for HTML. */
export const printHtml = (run: Run, value: unknown): string => {
  const plain = text(run, value);
  if (typeof value === 'number') return plain;
  const escaped = escapeHtml(plain);
  if (escaped !== plain) charge(run, escaped.length);
  return escaped;
};

/** Text for the beginning of a URL in HTML. */
export const printUrl = (run: Run, value: unknown): string => {
  const url = text(run, value);
  if (beginsSafely(url)) return printHtml(run, url);
  throw new Stop('template_unsafe', 'A URL has a scheme other than https, http, mailto and tel.');
};
