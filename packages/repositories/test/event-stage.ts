import { randomUUID } from 'node:crypto';
import { EVENT_TYPES, notificationIdOf } from '@carillon/domain';
import {
  acceptFlush,
  claimDeliveries,
  type AcceptFlush,
  type ClaimedDelivery,
  type Database,
} from '../src/index.ts';
import { claimOf, deliveryIdsOf, flushOf, type FlushShape } from './flush-of.ts';
import { testDatabase } from './test-database.ts';
import { logTypes, toldTypes } from './told-events.ts';

/** A delivery and the notification that its events are about. */
export interface Told {
  readonly id: string;
  readonly subject: string;
}

/** A database whose default tenant logs every type, and deliveries whose acceptance is not told. */
export const eventStage = () => {
  const database: () => Database = testDatabase();
  beforeAll(() => logTypes(database(), EVENT_TYPES));

  const accept = async (flush: AcceptFlush): Promise<Told> => {
    await acceptFlush(database(), flush);
    const [id = ''] = deliveryIdsOf(flush);
    return { id, subject: notificationIdOf(id) };
  };
  return {
    database,
    accept,
    waiting: (shape: FlushShape = {}): Promise<Told> =>
      accept(flushOf({ riding: false, ...shape })),
    claimOne: async (shape: FlushShape = {}): Promise<ClaimedDelivery & Told> => {
      const address = `${randomUUID()}@example.com`;
      const flush = flushOf({ ...shape, delivery: { address, ...shape.delivery } });
      const told = await accept(flush);
      const [claimed] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
      if (claimed === undefined) throw new Error('the delivery was not claimed');
      return { ...claimed, ...told };
    },
    typesOf: ({ subject }: Told): Promise<string[]> => toldTypes(database(), subject),
  };
};

/** Does something, and again: what changed nothing the second time is told once. */
export const twice = async (change: () => Promise<unknown>): Promise<void> => {
  await change();
  await change();
};
