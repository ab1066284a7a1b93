/**
 * What a provider can tell us after a call. The first three move a delivery's state; the others are
 * engagement, and events only (DESIGN.md, 4).
 */
export const RECEIPT_KINDS = [
  'accepted',
  'delivered',
  'failed',
  'opened',
  'clicked',
  'complained',
  'unsubscribed',
] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];
