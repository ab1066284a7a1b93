/** An item of a subscriber's inbox. Its id is that of the delivery that put it there. */
export interface InboxItemRecord {
  readonly id: string;
  /** Whose content it shows: the newest that updated it. */
  readonly deliveryId: string;
  readonly title: string | null;
  readonly body: string;
  readonly url: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly category: string;
  readonly seenAt: Date | null;
  readonly readAt: Date | null;
  readonly archivedAt: Date | null;
  readonly createdAt: Date;
}

export const INBOX_ITEM_COLUMNS = `i.id, coalesce(i.delivery_id, i.id) AS "deliveryId", i.title, i.body, i.url, i.data, i.category,
  i.seen_at AS "seenAt", i.read_at AS "readAt", i.archived_at AS "archivedAt",
  i.created_at AS "createdAt"`;
