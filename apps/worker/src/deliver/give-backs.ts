import { giveBackDeliveries, type Database, type GivenBack } from '@carillon/repositories';
import { createBatcher, logAndContinue, type Batcher, type Logger } from '@carillon/runtime';

const MOST = 500;

export type GiveBacks = Batcher<GivenBack, void>;

/** Joins claims that come to nothing into group statements. What fails ends by its lease instead. */
export const createGiveBacks = (database: Database, log: Logger): GiveBacks =>
  createBatcher<GivenBack, void>({
    maxWeight: MOST,
    run: async (rows) => {
      await logAndContinue(
        giveBackDeliveries(database, rows),
        log,
        'unsent deliveries could not be given back; their leases will run out',
      );
      return rows.map(() => undefined);
    },
  });
