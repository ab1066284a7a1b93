/** The name by which a tenant knows a topic. */
export interface TopicKey {
  readonly tenantId: string;
  readonly key: string;
}

/** A topic and how many hear it. */
export interface TopicRecord {
  readonly key: string;
  readonly name: string | null;
  readonly members: number;
}

/** The columns of a topic, under the names of `TopicRecord`. */
export const TOPIC_COLUMNS = ['key', 'name', 'members'] as const;
