import { type Database, fetchTopics, type FoundTopic } from '@carillon/repositories';
import type { Asking } from './accept-entry.ts';

/** The topics that a flush's requests name. */
export interface KnownTopics {
  of(tenantId: string, key: string | undefined): FoundTopic | null;
}

const nameOf = (tenantId: string, key: string): string => `${tenantId} ${key}`;

/** One query for all topics that the entries name, and none where they name none. */
export const findTopics = async (
  database: Database,
  entries: readonly Asking[],
): Promise<KnownTopics> => {
  const keys = entries.flatMap(({ tenantId, drafts }) =>
    drafts.flatMap(({ request: { to } }) =>
      to.topic === undefined ? [] : [{ tenantId, key: to.topic }],
    ),
  );
  const found = await fetchTopics(database, keys);
  const topics = new Map(found.map((topic) => [nameOf(topic.tenantId, topic.key), topic]));
  return {
    of: (tenantId, key) => (key === undefined ? null : (topics.get(nameOf(tenantId, key)) ?? null)),
  };
};
