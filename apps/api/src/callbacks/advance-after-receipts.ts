import { CATALOG } from '@carillon/providers';
import { advanceRoutes } from '@carillon/repositories';
import { logAndContinue } from '@carillon/runtime';
import type { Services } from '../services.ts';

/** Their `sent` is no success yet: they say later what became of it. */
const RECEIPT_PROVIDERS = CATALOG.filter(({ hasReceipts }) => hasReceipts).map(({ name }) => name);

/** Moves routes of mode `first` on at once: to the next channel after a failure, to their end after success. */
export const advanceAfterReceipts = async (
  { database, producer, log }: Pick<Services, 'database' | 'producer' | 'log'>,
  deliveryIds: readonly string[],
): Promise<void> => {
  const advance = async (): Promise<void> => {
    if ((await advanceRoutes(database, deliveryIds, RECEIPT_PROVIDERS)) > 0)
      producer.wake('dispatch');
  };
  await logAndContinue(advance(), log, 'a route goes on only when its next channel is looked at');
};
