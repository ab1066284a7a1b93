import { Eta } from 'eta/core';
import { charge, Stop, type Run } from './run.ts';
import { beginsSafely } from './safe-url.ts';
import { text } from './text.ts';

const { escapeFunction } = new Eta().config;

/** Text for a part without markup. */
export const print = text;

/** Text for HTML, escaped as Eta does: `& < > " '`. */
export const printHtml = (run: Run, value: unknown): string => {
  const plain = text(run, value);
  const escaped = escapeFunction(plain);
  if (escaped !== plain) charge(run, escaped.length);
  return escaped;
};

/** Text for the beginning of a URL in HTML. */
export const printUrl = (run: Run, value: unknown): string => {
  const url = text(run, value);
  if (beginsSafely(url)) return printHtml(run, url);
  throw new Stop('template_unsafe', 'A URL has a scheme other than https, http, mailto and tel.');
};
