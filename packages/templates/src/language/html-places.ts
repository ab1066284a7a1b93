import { openHtmlReader, readHtml, type HtmlReader } from './html-reader.ts';
import type { Token } from './tokenize.ts';

/** What has to be done to data that is printed at a place; `refused`: nothing would make it safe. */
export type HtmlPlace =
  | { readonly kind: 'escaped' }
  /** At the beginning of a URL: its scheme is checked, then it is escaped. */
  | { readonly kind: 'url' }
  | { readonly kind: 'refused'; readonly reason: string };

const URL_ATTRIBUTES = new Set(
  'href src action formaction background poster cite data longdesc xlink:href'.split(' '),
);

const ESCAPED: HtmlPlace = { kind: 'escaped' };

const refused = (reason: string): HtmlPlace => ({ kind: 'refused', reason });

const valuePlace = ({ attribute, value }: HtmlReader): HtmlPlace => {
  if (attribute.startsWith('on') || attribute === 'srcdoc') {
    return refused(`Data cannot be printed into the attribute ${attribute}.`);
  }
  const schemeIsOpen = !/[:/?#]/.test(value);
  return URL_ATTRIBUTES.has(attribute) && schemeIsOpen ? { kind: 'url' } : ESCAPED;
};

const UNQUOTED = 'Put quotes around an attribute that data is printed into.';
const NAME = 'Data cannot be the name of an element or of an attribute.';

/** Why nothing is printed in a state of the reader. */
const REASONS: { readonly [S in HtmlReader['state']]?: string } = {
  equals: UNQUOTED,
  bare: UNQUOTED,
  open: NAME,
  name: NAME,
  tag: NAME,
  attribute: NAME,
  attribute_end: NAME,
};

const placeOf = (reader: HtmlReader): HtmlPlace => {
  const { state, element } = reader;
  if (state === 'double' || state === 'single') return valuePlace(reader);
  const inScript = state === 'raw' && element === 'script';
  const reason = inScript ? 'Data cannot be printed into a script.' : REASONS[state];
  return reason === undefined ? ESCAPED : refused(reason);
};

/**
 * The place of each printing token, in the order of the source: both branches of an `if` are read
 * one after the other, which may mislead it about a tag that is opened in one of them only. It
 * guards readers against data, not an author against himself.
 */
export const htmlPlaces = (tokens: readonly Token[]): ReadonlyMap<Token, HtmlPlace> => {
  const reader = openHtmlReader();
  const places = new Map<Token, HtmlPlace>();
  for (const token of tokens) {
    if (token.kind === 'text') readHtml(reader, token.text);
    if (token.kind === 'print') places.set(token, placeOf(reader));
  }
  return places;
};
