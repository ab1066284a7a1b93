// Tables of who hears a broadcast.
import type { Generated } from 'kysely';

export interface TopicTable {
  id: Generated<string>;
  tenant_id: string;
  key: string;
  name: string | null;
  /** Kept by a trigger on `topic_member`. */
  members: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  deleted_at: Date | null;
}

export interface TopicMemberTable {
  topic_id: string;
  subscriber_id: string;
  tenant_id: string;
  joined_at: Generated<Date>;
}
