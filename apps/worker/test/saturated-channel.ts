import { randomUUID } from 'node:crypto';
import { openProducer } from '@carillon/queue';
import { openDatabase, readInstallation } from '@carillon/repositories';
import { createTestDatabase, eventually, testRedis } from '@carillon/testing';
import { createAccountDirectory } from '../src/accounts/account-directory.ts';
import { dispatchChore } from '../src/chores/dispatch.ts';
import { createHeldClasses } from '../src/health/held-classes.ts';

/** A channel whose provider is the bottleneck: jobs end only when the test says so, in their order. */
export interface SaturatedChannel {
  /** A tenant of this weight with so many deliveries that are due. */
  addTenant(weight: number, deliveries: number): Promise<string>;
  /** Dispatches until nothing fits any more. */
  fill(): Promise<void>;
  /** Ends the oldest jobs, dispatching meanwhile; answers whose they were, in their order. */
  finish(jobs: number): Promise<string[]>;
  close(): Promise<void>;
}

const WEBHOOKS = { channel: 'webhook', rank: 3 } as const;
/** As many as end between two passes. */
const AT_ONCE = 40;

const INSERT = `
INSERT INTO delivery (id, tenant_id, due_at, expires_at, channel, status, priority, max_attempts, address)
SELECT new_dispatch_id(), $1, now(), now() + interval '1 hour', 'webhook', 'queued', 3, 5, 'x'
FROM generate_series(1, $2)`;

const END_OLDEST = `
WITH ended AS (
  DELETE FROM dispatch WHERE id IN (SELECT id FROM dispatch ORDER BY id LIMIT $1)
  RETURNING id, tenant_id, delivery_ids
), sent AS (
  UPDATE delivery SET status = 'sent' WHERE id IN (SELECT unnest(delivery_ids) FROM ended)
)
SELECT tenant_id AS "tenantId" FROM ended ORDER BY id`;

export const openSaturatedChannel = async (): Promise<SaturatedChannel> => {
  const created = await createTestDatabase();
  const redis = testRedis();
  const database = openDatabase({ url: created.url, applicationName: 'fair-test' });
  await database.pool.query('UPDATE installation SET id = $1', [redis.installationId]);
  const { id: installationId } = await readInstallation(database);
  const producer = openProducer({ redisUrl: redis.url, installationId, onError: () => {} });
  await eventually(() => producer.isUp());
  const directory = createAccountDirectory({
    database,
    connections: {
      open: () => [],
      list: () => [],
      retire: () => {},
      close: async () => {},
    } as never,
    environment: [],
  });
  const chore = dispatchChore({
    database,
    producer,
    directory,
    board: {} as never,
    heldClasses: createHeldClasses(),
    chunkSizeOf: () => 1,
    onDead: () => {},
    onCarrierEnded: () => {},
    again: () => {},
  });
  const fill = async (): Promise<void> => {
    while ((await chore.pass()) !== null);
  };
  return {
    addTenant: async (weight, deliveries) => {
      const id = randomUUID();
      const values = [id, id, weight];
      await database.pool.query(
        'INSERT INTO tenant (id, name, weight) VALUES ($1, $2, $3)',
        values,
      );
      await database.pool.query(INSERT, [id, deliveries]);
      return id;
    },
    fill,
    finish: async (jobs) => {
      const ended: string[] = [];
      while (ended.length < jobs) {
        const { rows } = await database.pool.query<{ tenantId: string }>(END_OLDEST, [AT_ONCE]);
        if (rows.length === 0) break;
        ended.push(...rows.map(({ tenantId }) => tenantId));
        const places = rows.map(({ tenantId }) => ({ ...WEBHOOKS, tenantId, jobs: 1 }));
        await producer.window.giveBack(places);
        await fill();
      }
      return ended;
    },
    close: async () => {
      await producer.close();
      await database.close();
      await created.drop();
    },
  };
};
