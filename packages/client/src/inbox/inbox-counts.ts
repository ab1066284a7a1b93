/** How full an inbox is at one version of it. */
export interface InboxCounts {
  /** Neither read nor archived. */
  readonly unread: number;
  /** Neither seen nor archived. */
  readonly unseen: number;
  readonly total: number;
  readonly version: number;
}
