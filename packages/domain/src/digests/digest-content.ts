import { MAX_BODY_LENGTH } from '../bounds.ts';
import type { NotificationContent } from '../notification-content.ts';

/** What an item says on the digest's channel. */
export interface DigestItem {
  readonly title: string | null;
  readonly body: string;
}

const BREAKS = /[\p{Cc}\u2028\u2029\s]+/gu;
const MAX_LINE_LENGTH = 300;

const onOneLine = (text: string): string => text.replace(BREAKS, ' ').trim();

const cut = (text: string): string =>
  text.length <= MAX_LINE_LENGTH
    ? text
    : `${text.slice(0, MAX_LINE_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;

const lineOf = ({ title, body }: DigestItem): string =>
  cut([title ?? '', body].map(onOneLine).filter(Boolean).join(': '));

/**
 * What a digest without a template says (API.md, `digest`): title "n notifications", and a line for
 * each of them, the oldest first. Lines beyond what `fits` are left out, and the last line says how
 * many; by default a body may be as long as any (`MAX_BODY_LENGTH`).
 */
export const digestContent = (
  items: readonly DigestItem[],
  fits: (body: string) => boolean = (body) => body.length <= MAX_BODY_LENGTH,
): NotificationContent => {
  const title = items.length === 1 ? '1 notification' : `${items.length} notifications`;
  const lines = items.map(lineOf);
  const all = lines.join('\n');
  if (fits(all)) return { title, body: all };
  const withRest = (count: number): string =>
    [...lines.slice(0, count), `… ${lines.length - count} more`].join('\n');
  let count = 0;
  while (count + 1 < lines.length && fits(withRest(count + 1))) count += 1;
  return { title, body: count === 0 ? title : withRest(count) };
};
