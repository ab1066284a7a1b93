import { MAX_REQUEST_BYTES } from '../bounds.ts';
import type { NotificationRequest } from '../notification-request.ts';

/** Most items of one digest, where its rule names no fewer: a longer list is read by nobody. */
export const MAX_DIGEST_ITEMS = 1_000;

/** How full a digest is. */
export interface DigestFill {
  readonly items: number;
  readonly maxItems: number;
  /** What its items say, in UTF-16 units. */
  readonly size: number;
}

/** What an item adds to a digest's message: its texts, or the data of its template. */
export const digestSizeOf = ({
  content,
  template,
}: Pick<NotificationRequest, 'content' | 'template'>): number =>
  template === undefined
    ? (content?.title ?? '').length + (content?.body ?? '').length + (content?.url ?? '').length
    : JSON.stringify(template.data).length;

/**
 * How many of these items, in their order, a digest still takes: at most `maxItems`, and together no
 * more than one request may hold (`MAX_REQUEST_BYTES`); what does not fit begins the next digest. The
 * first item always fits.
 */
export const digestRoom = (fill: DigestFill, sizes: readonly number[]): number => {
  let { items, size } = fill;
  let taken = 0;
  for (const own of sizes) {
    if (items >= fill.maxItems || (items > 0 && size + own > MAX_REQUEST_BYTES)) break;
    items += 1;
    size += own;
    taken += 1;
  }
  return taken;
};
