import { deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import { v7 as uuidv7 } from 'uuid';
import {
  acceptFlush,
  cancelNotification,
  DEFAULT_TENANT_ID,
  findDueDigests,
  flushDigest,
  type AcceptedNotification,
  type AcceptFlush,
  type Database,
  type DigestMessage,
  type DueDigest,
} from '../src/index.ts';
import { deliveryIdsOf, flushOf, type FlushShape } from './flush-of.ts';

const HOUR_MS = 3_600_000;

export const DIGEST_TERMS = {
  key: 'k',
  windowMs: HOUR_MS,
  maxItems: 100,
  templateKey: '',
  size: 10,
};

/** A flush with an item of a digest. */
export const collecting = (
  own: Partial<typeof DIGEST_TERMS> = {},
  shape: FlushShape = {},
): AcceptFlush =>
  flushOf({
    riding: false,
    ...shape,
    delivery: {
      status: 'scheduled',
      dueAt: new Date(Date.now() + HOUR_MS),
      digest: { ...DIGEST_TERMS, ...own },
      ...shape.delivery,
    },
  });

/** Several flushes as one. */
export const together = (flushes: readonly AcceptFlush[]): AcceptFlush => ({
  requests: flushes.flatMap((f) => f.requests),
  dispatches: [],
});

const carrierOf = ({ channel, category, members }: DueDigest): DigestMessage => {
  const id = notificationIdFrom(uuidv7());
  const notification: AcceptedNotification = {
    id,
    request: JSON.stringify({ items: members.map(({ deliveryId }) => deliveryId) }),
    rank: 3,
    category,
    entityType: null,
    entityId: null,
    correlationId: null,
    scheduledAt: null,
    expiresAt: new Date(Date.now() + HOUR_MS),
    deliveries: [
      {
        id: deliveryIdOf(id, 1),
        channel,
        address: members[0]?.address ?? null,
        status: 'queued',
        dueAt: new Date(),
        dispatchId: null,
        maxAttempts: 5,
        atMostOnce: false,
      },
    ],
  };
  return { kind: 'carrier', notification };
};

/** What the tests do to digests and see of them. */
export const openDigestStage = (database: () => Database) => {
  const query = (text: string, values: unknown[] = []) => database().pool.query(text, values);
  const digests = async () =>
    (await query('SELECT * FROM digest ORDER BY flushed_at, closes_at')).rows;
  const rows = async (flushes: readonly AcceptFlush[]) =>
    (
      await query(
        `SELECT status, dispatch_id, due_at > now() + interval '1 minute' AS later FROM delivery
         WHERE id = ANY ($1::uuid[]) ORDER BY id`,
        [flushes.flatMap(deliveryIdsOf)],
      )
    ).rows;
  return {
    accept: (...flushes: AcceptFlush[]) => acceptFlush(database(), together(flushes)),
    cancel: (flush: AcceptFlush) => {
      const id = flush.requests[0]?.notifications[0]?.id ?? '';
      return cancelNotification(database(), { tenantId: DEFAULT_TENANT_ID, id });
    },
    endWindows: () => query('UPDATE digest SET closes_at = now()'),
    /** Flushes what is due; answers the members of each digest. */
    flushAll: async (): Promise<string[][]> => {
      const flushed: string[][] = [];
      const compose = (digest: DueDigest) => {
        flushed.push(digest.members.map(({ deliveryId }) => deliveryId));
        return carrierOf(digest);
      };
      for (const { id } of await findDueDigests(database(), 100)) {
        await flushDigest(database(), id, compose);
      }
      return flushed;
    },
    digests,
    rows,
    statesOf: async (...flushes: AcceptFlush[]): Promise<string[]> =>
      (await rows(flushes)).map(({ status }) => status),
    carrierIds: async (): Promise<string[]> =>
      (await digests()).flatMap(({ carrier_id: id }) => id ?? []),
    /** Changes the row of the only digest's own delivery. */
    setCarrier: (set: string) =>
      query(
        `UPDATE delivery SET dispatch_id = coalesce(dispatch_id, gen_random_uuid()), ${set}
         WHERE id = (SELECT carrier_id FROM digest LIMIT 1)`,
      ),
    clear: () => query('TRUNCATE digest, digest_member'),
  };
};
