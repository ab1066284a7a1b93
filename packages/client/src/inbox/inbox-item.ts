/** One item of an inbox; times are RFC 3339. */
export interface InboxItem {
  readonly id: string;
  readonly notificationId: string;
  readonly title: string | null;
  readonly body: string;
  readonly url: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly category: string;
  readonly seenAt: string | null;
  readonly readAt: string | null;
  readonly archivedAt: string | null;
  readonly createdAt: string;
}
