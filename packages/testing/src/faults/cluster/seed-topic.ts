import pg from 'pg';

const SUBSCRIBERS = `
INSERT INTO subscriber (tenant_id, id, email)
SELECT t.id, $1 || '-' || n, $1 || '-' || n || '@example.com'
FROM tenant t, generate_series(0, $2::int - 1) n WHERE t.name = 'default'`;

const TOPIC = `INSERT INTO topic (tenant_id, key) SELECT id, $1 FROM tenant WHERE name = 'default'`;

const MEMBERS = `
INSERT INTO topic_member (topic_id, tenant_id, subscriber_id)
SELECT t.id, t.tenant_id, $1 || '-' || n FROM topic t, generate_series(0, $2::int - 1) n
WHERE t.key = $1`;

/** The e-mail address of a seeded topic's n-th member. */
export const memberAddress = (topic: string, n: number): string => `${topic}-${n}@example.com`;

/** Makes a topic with so many members, by SQL: it is not what is tested. */
export const seedTopic = async (
  databaseUrl: string,
  topic: string,
  members: number,
): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(SUBSCRIBERS, [topic, members]);
    await client.query(TOPIC, [topic]);
    await client.query(MEMBERS, [topic, members]);
    await client.query('ANALYZE subscriber, topic_member');
  } finally {
    await client.end();
  }
};
