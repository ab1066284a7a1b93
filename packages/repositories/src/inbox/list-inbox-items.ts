import type { Database } from '../database.ts';
import { parameters } from '../sql/parameters.ts';
import { INBOX_ITEM_COLUMNS, type InboxItemRecord } from './inbox-item-record.ts';

export const INBOX_STATES = ['unread', 'read', 'archived'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

export interface InboxPage {
  readonly tenantId: string;
  readonly subscriberId: string;
  /** Null: all items. */
  readonly state: InboxState | null;
  /** Only items older than this one. */
  readonly beforeId: string | null;
  readonly limit: number;
}

const CONDITION: Readonly<Record<InboxState, string>> = {
  unread: 'i.read_at IS NULL AND i.archived_at IS NULL',
  read: 'i.read_at IS NOT NULL',
  archived: 'i.archived_at IS NOT NULL',
};

/** A subscriber's inbox, the newest first. */
export const listInboxItems = async (
  database: Database,
  page: InboxPage,
): Promise<InboxItemRecord[]> => {
  const p = parameters();
  const conditions = [
    `i.tenant_id = ${p.add(page.tenantId, 'uuid')}`,
    `i.subscriber_id = ${p.add(page.subscriberId, 'text')}`,
    ...(page.state === null ? [] : [CONDITION[page.state]]),
    ...(page.beforeId === null ? [] : [`i.id < ${p.add(page.beforeId, 'uuid')}`]),
  ];
  const text = `SELECT ${INBOX_ITEM_COLUMNS} FROM inbox_item i WHERE ${conditions.join(' AND ')}
    ORDER BY i.id DESC LIMIT ${p.add(page.limit, 'int')}`;
  return (await database.pool.query<InboxItemRecord>(text, p.values)).rows;
};
