import { digestRoom } from '@carillon/domain';
import type pg from 'pg';
import { plainArray } from '../sql/arrays.ts';
import { countWaiting } from './count-waiting.ts';
import { slotName } from './digest-slot.ts';
import { openDigests, type OpenDigest, type WantedDigest } from './open-digests.ts';

/** A `scheduled` delivery that is to be put into its digest. */
export interface DigestJoin extends WantedDigest {
  readonly deliveryId: string;
  /** What it adds to the digest's message (`digestSizeOf`). */
  readonly size: number;
}

const FILL = `
UPDATE digest g SET items = f.items, size = f.size, is_open = NOT f.is_full,
  closes_at = CASE WHEN f.is_full THEN now() ELSE g.closes_at END
FROM unnest($1::uuid[], $2::int[], $3::int[], $4::boolean[]) AS f(id, items, size, is_full)
WHERE g.id = f.id`;

const PLACE = `
WITH placed AS (
  SELECT p.delivery_id, g.id, g.closes_at, g.tenant_id
  FROM unnest($1::uuid[], $2::uuid[]) AS p(delivery_id, digest_id) JOIN digest g ON g.id = p.digest_id
), members AS (
  INSERT INTO digest_member (delivery_id, tenant_id, digest_id)
  SELECT delivery_id, tenant_id, id FROM placed
)
UPDATE delivery d SET dispatch_id = p.id, due_at = p.closes_at, updated_at = now()
FROM placed p
WHERE d.id = p.delivery_id AND d.id = ANY ($1::uuid[]) AND d.tenant_id = p.tenant_id
  AND d.status = 'scheduled'`;

/** Puts as many joins of one slot into its digest as fit; the others are for the next one. */
const fillOne = (digest: OpenDigest, joins: readonly DigestJoin[]) => {
  const count = digestRoom(
    digest,
    joins.map(({ size }) => size),
  );
  const taken = joins.slice(0, count);
  const items = digest.items + count;
  return {
    id: digest.id,
    items,
    size: taken.reduce((sum, { size }) => sum + size, digest.size),
    isFull: items >= digest.maxItems || count < joins.length,
    taken,
    left: joins.slice(count),
  };
};

/** Those that are about to be full, by what really waits in them. */
const recounted = async (
  client: pg.PoolClient,
  digests: ReadonlyMap<string, OpenDigest>,
  slots: ReadonlyMap<string, readonly DigestJoin[]>,
): Promise<ReadonlyMap<string, OpenDigest>> => {
  const isNearlyFull = ([name, { items, maxItems }]: [string, OpenDigest]): boolean =>
    items > 0 && items + (slots.get(name)?.length ?? 0) >= maxItems;
  const nearlyFull = [...digests].filter(isNearlyFull).map(([, { id }]) => id);
  const waiting = await countWaiting(client, nearlyFull);
  const recount = (digest: OpenDigest): OpenDigest =>
    nearlyFull.includes(digest.id) ? { ...digest, items: waiting.get(digest.id) ?? 0 } : digest;
  return new Map([...digests].map(([name, digest]) => [name, recount(digest)]));
};

/**
 * Puts deliveries into the open digests of their recipients, in their order: opens those that are
 * missing and closes those that are full. The digests stay locked until the transaction ends.
 */
export const joinDigests = async (
  client: pg.PoolClient,
  joins: readonly DigestJoin[],
): Promise<void> => {
  const deliveryIds: string[] = [];
  const digestIds: string[] = [];
  let slots = Map.groupBy(joins, slotName);
  while (slots.size > 0) {
    const firsts = [...slots.values()].flatMap(([first]) => first ?? []);
    const digests = await recounted(client, await openDigests(client, firsts), slots);
    const fills = [...digests].map(([name, digest]) => fillOne(digest, slots.get(name) ?? []));
    const values = [
      plainArray(fills.map((f) => f.id)),
      plainArray(fills.map((f) => f.items)),
      plainArray(fills.map((f) => f.size)),
      plainArray(fills.map((f) => f.isFull)),
    ];
    await client.query({ name: 'fill-digests', text: FILL, values });
    for (const { id, taken } of fills) {
      deliveryIds.push(...taken.map((join) => join.deliveryId));
      digestIds.push(...taken.map(() => id));
    }
    slots = Map.groupBy(
      fills.flatMap((f) => f.left),
      slotName,
    );
  }
  if (deliveryIds.length === 0) return;
  const values = [deliveryIds, digestIds];
  await client.query({ name: 'place-in-digests', text: PLACE, values });
};
