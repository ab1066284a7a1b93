/** An event as it is stored. */
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly subject: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export const EVENT_COLUMNS = 'e.id, e.type, e.subject, e.data';
