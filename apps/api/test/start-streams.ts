import type { ServerResponse } from 'node:http';
import {
  AFTER_ALL_ITEMS,
  type Database,
  DEFAULT_TENANT_ID,
  openDatabase,
} from '@carillon/repositories';
import { createMetrics, silentLogger, systemClock } from '@carillon/runtime';
import { createTestDatabase } from '@carillon/testing';
import {
  type InboxStreams,
  openInboxStreams,
  type StreamPace,
} from '../src/inbox-streams/open-inbox-streams.ts';
import type { StreamRight } from '../src/inbox-streams/stream-reader.ts';
import { listen } from '../src/listen.ts';
import { locally } from './locally.ts';

export interface StartedStreams {
  readonly database: Database;
  readonly streams: InboxStreams;
  /** `<url>/<subscriber>` is a stream from the beginning. */
  readonly url: string;
  /** What comes over Redis. */
  readonly redis: { onHints(hints: readonly string[]): void; onGap(): void };
  /** Whether Redis takes hints; nobody passes them on in any case. */
  isRedisUp: boolean;
  /** What the next streams are opened with. */
  right: StreamRight;
  /** What each request waits for before its stream begins. */
  beforeBegin(res: ServerResponse): Promise<void>;
  /** How many streams are counted. */
  held(): Promise<number>;
  /** The responses that were begun. */
  readonly responses: readonly ServerResponse[];
  addSubscriber(id: string): Promise<void>;
  /** Adds items in one transaction each, of so many characters. */
  addItems(subscriberId: string, count: number, length?: number): Promise<void>;
  stop(): Promise<void>;
}

const ADD = `
WITH raised AS (
  UPDATE subscriber SET inbox_version = inbox_version + 1 WHERE tenant_id = $1 AND id = $2
  RETURNING inbox_version
)
INSERT INTO inbox_item (tenant_id, id, subscriber_id, version, body, category)
SELECT $1, gen_random_uuid(), $2, inbox_version, repeat('x', $3), 'c' FROM raised`;

/** Streams without an api around them: their hints and their pace are the test's. */
export const startStreams = async (
  pace: Partial<StreamPace> = {},
  wrap: (database: Database) => Database = (database) => database,
): Promise<StartedStreams> => {
  const created = await createTestDatabase();
  const database = openDatabase({ url: created.url, applicationName: 'streams-test' });
  const never = 3_600_000;
  const redis = { onHints: (): void => {}, onGap: (): void => {} };
  const responses: ServerResponse[] = [];
  const metrics = createMetrics({ service: 'test', processMetrics: false });
  const streams = openInboxStreams({
    database: wrap(database),
    clock: systemClock(),
    log: silentLogger,
    metrics,
    random: () => 0,
    hintOf: ({ subscriberId }) => `hint of ${subscriberId}`,
    hintInboxes: () => started.isRedisUp,
    listen: (on) => {
      Object.assign(redis, on);
      return { close: () => {} };
    },
    limits: { perProcess: 100, perInbox: 100 },
    pace: { heartbeatMs: never, checkMs: never, patienceMs: never, ...pace },
  });
  const server = await listen((req, res) => {
    const subscriberId = req.url?.slice(1) ?? '';
    const key = { tenantId: DEFAULT_TENANT_ID, subscriberId };
    const position = { ...key, version: 0, itemId: AFTER_ALL_ITEMS };
    void started.beforeBegin(res).then(() => {
      responses.push(res);
      streams.begin(res, { position, right: started.right, greeting: ':\n\n' });
    });
  }, locally);
  const started: StartedStreams = {
    database,
    streams,
    url: `http://127.0.0.1:${server.port}`,
    redis,
    isRedisUp: true,
    right: { apiKeyId: null, expiresAtMs: Number.POSITIVE_INFINITY },
    beforeBegin: async () => {},
    held: async () => (await metrics.inboxStreams.get()).values[0]?.value ?? 0,
    responses,
    addSubscriber: async (id) => {
      const values = [DEFAULT_TENANT_ID, id];
      await database.pool.query('INSERT INTO subscriber (tenant_id, id) VALUES ($1, $2)', values);
    },
    addItems: async (subscriberId, count, length = 5) => {
      for (let i = 0; i < count; i += 1) {
        await database.pool.query(ADD, [DEFAULT_TENANT_ID, subscriberId, length]);
      }
    },
    stop: async () => {
      streams.close();
      await server.close();
      await database.close();
      await created.drop();
    },
  };
  return started;
};
