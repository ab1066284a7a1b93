import type { MessageParts } from '../contract.ts';

/** RFC 5322, 2.1.1: the length a line should keep to. */
const LONGEST_FIRST_LINE = 78;

const LINE_BREAKS = /[\r\n]+/;

/** The title on one line, else the first line of the body that says something, cut to 78 characters. */
export const subjectOf = ({ title, body }: MessageParts): string => {
  if (title !== null && title !== '') return title.split(LINE_BREAKS).join(' ');
  const line = body.trimStart().split(LINE_BREAKS, 1)[0] ?? '';
  return line.length <= LONGEST_FIRST_LINE
    ? line
    : Array.from(line).slice(0, LONGEST_FIRST_LINE).join('');
};
