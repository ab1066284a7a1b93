import { notificationIdOf, type Channel, type NotificationRequest } from '@carillon/domain';
import type { Database } from '../database.ts';
import { plainArray, uuidListArray } from '../sql/arrays.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { CLAIM, type ClaimRow, FIND_CLAIMED } from './claim-statement.ts';

/** What a worker asks to send: deliveries of one tenant that ride one job. */
export interface ClaimRequest {
  readonly dispatchId: string;
  readonly tenantId: string;
  readonly deliveryIds: readonly string[];
  /** How long the lease lasts: the provider's deadline and 10 s. */
  readonly leaseMs: number;
}

/** A delivery that is ours to send until its lease runs out. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly notificationId: string;
  readonly tenantId: string;
  readonly dispatchId: string;
  readonly leaseToken: number;
  /** Counted attempts, this one included. */
  readonly attempts: number;
  /** All calls, this one included. */
  readonly calls: number;
  readonly uncountedStreak: number;
  readonly crashes: number;
  readonly atMostOnce: boolean;
  readonly address: string | null;
  readonly expiresAt: Date;
  readonly rank: number;
  readonly channel: Channel;
  readonly category: string;
  readonly request: NotificationRequest;
}

/**
 * Claims what is still ours, due, not expired and not suppressed, in one statement for many jobs. What
 * does not come back is not ours now; `inspectUnclaimed` tells why. `claimId` marks the rows, so that
 * after a lost answer `findClaimed` reads what was claimed.
 */
export const claimDeliveries = async (
  database: Database,
  claimId: string,
  requests: readonly ClaimRequest[],
): Promise<ClaimedDelivery[]> => {
  const ids = requests.flatMap((r) => r.deliveryIds).sort();
  const notificationIds = ids.map(notificationIdOf);
  const values = [
    plainArray(ids),
    plainArray(notificationIds),
    plainArray(requests.map((r) => r.dispatchId)),
    plainArray(requests.map((r) => r.tenantId)),
    plainArray(requests.map((r) => r.leaseMs)),
    uuidListArray(requests.map((r) => r.deliveryIds)),
    claimId,
    notificationIds[0],
    ids.at(-1),
  ];
  const { rows } = await repeatOnConflict(() =>
    database.hot.query<ClaimRow>({ name: 'claim', text: CLAIM, values, rowMode: 'array' }),
  );
  const notifications = new Map<string, ClaimRow>();
  for (const row of rows) if (row[1] === null) notifications.set(row[0], row);
  return rows.flatMap((row) => {
    if (row[1] === null) return [];
    const notification = notifications.get(notificationIdOf(row[0]));
    return notification === undefined ? [] : [toClaimed(row, notification, requests)];
  });
};

/** What a claim whose answer was lost has claimed. */
export const findClaimed = async (
  database: Database,
  claimId: string,
  requests: readonly ClaimRequest[],
): Promise<ClaimedDelivery[]> => {
  const ids = requests.flatMap((r) => r.deliveryIds);
  const dispatchIds = requests.map((r) => r.dispatchId);
  const { rows } = await database.pool.query<ClaimRow>({
    text: FIND_CLAIMED,
    values: [ids, claimId, dispatchIds],
    rowMode: 'array',
  });
  return rows.map((row) => toClaimed(row, row, requests));
};

const toClaimed = (
  row: ClaimRow,
  notification: ClaimRow,
  requests: readonly ClaimRequest[],
): ClaimedDelivery => {
  const { tenantId = '', dispatchId = '' } = requests[(row[1] ?? 0) - 1] ?? {};
  return {
    id: row[0],
    notificationId: notificationIdOf(row[0]),
    tenantId,
    dispatchId,
    leaseToken: row[2],
    attempts: row[3],
    calls: row[4],
    uncountedStreak: row[5],
    crashes: row[6],
    atMostOnce: row[7],
    address: row[8],
    expiresAt: new Date(row[9]),
    rank: row[10],
    channel: row[11],
    category: notification[12],
    request: notification[13],
  };
};
