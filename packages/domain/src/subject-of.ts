import type { MessageParts } from './message-parts.ts';
import { onOneLine } from './on-one-line.ts';

/** RFC 5322, 2.1.1: a line should have no more than this. It bounds only what stands in for a title. */
export const MAX_DERIVED_SUBJECT_LENGTH = 78;

/** At most `length` UTF-16 units, without tearing a surrogate pair. */
const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();

/** The first line that says something. Looks at the body's lines one by one, not at a copy of all. */
const firstLineOf = (body: string): string => {
  for (const line of body.matchAll(/[^\r\n\v\f\u0085\u2028\u2029]+/g)) {
    const text = onOneLine(line[0]);
    if (text !== '') return text;
  }
  return '';
};

/**
 * An e-mail's subject (API.md, "What each channel sends"): the title, else the first line of the body
 * that is not blank, cut to `MAX_DERIVED_SUBJECT_LENGTH`. Always one line without controls, so that
 * no header can be injected by it; empty only when both are blank.
 */
export const subjectOf = ({ title, body }: Pick<MessageParts, 'title' | 'body'>): string => {
  const subject = onOneLine(title ?? '');
  return subject === '' ? cut(firstLineOf(body), MAX_DERIVED_SUBJECT_LENGTH) : subject;
};
