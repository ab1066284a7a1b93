import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@carillon/testing';
import {
  acceptFlush,
  claimDeliveries,
  recordResults,
  type AcceptFlush,
  type ClaimedDelivery,
  type Database,
} from '../../src/index.ts';
import { claimOf, deliveryIdsOf, flushOf } from '../flush-of.ts';
import { resultOf } from '../result-of.ts';
import { fillDays } from './fill-days.ts';
import { watchPlans, type Touched, type Watched } from './watch-plans.ts';

/** Beside today and the 30 days to come. */
const DAYS = 40;
const A_DAY = 1_000;
/** A server plans a prepared statement anew five times before it may keep a plan. */
export const UNTIL_SETTLED = 7;

/** What a call is given: a notification of its own, as far as its stage says. */
export interface Given {
  readonly flush: AcceptFlush;
  readonly notificationId: string;
  readonly ids: readonly string[];
  readonly claimed: ClaimedDelivery;
}
export type Stage = 'waiting' | 'riding' | 'claimed' | 'sent' | 'dead';

const given = async (database: Database, stage: Stage): Promise<Given> => {
  const flush = flushOf({ riding: stage !== 'waiting' });
  await acceptFlush(database, flush);
  const ids = deliveryIdsOf(flush);
  const notificationId = flush.requests[0]?.notifications[0]?.id ?? '';
  const claimed: ClaimedDelivery[] = [];
  if (stage !== 'waiting' && stage !== 'riding') {
    claimed.push(...(await claimDeliveries(database, randomUUID(), [claimOf(flush)])));
  }
  const [only] = claimed as [ClaimedDelivery];
  const status = stage === 'dead' ? 'failed' : 'sent';
  if (stage === 'sent' || stage === 'dead') {
    await recordResults(database, [resultOf(only, { status, code: '550' })], []);
  }
  return { flush, notificationId, ids, claimed: only };
};

/** A database of many days, for this file, whose server tells what each statement looked into. */
export const planStage = () => {
  let watched: Watched | undefined;
  let drop = async (): Promise<void> => {};
  beforeAll(async () => {
    const created = await createTestDatabase();
    drop = () => created.drop();
    watched = await watchPlans(created.url);
    await fillDays(watched.database, { days: DAYS, aDay: A_DAY });
  });
  afterAll(async () => {
    await watched?.close();
    await drop();
  });
  const opened = (): Watched => {
    if (watched === undefined) throw new Error('the database is opened in beforeAll');
    return watched;
  };
  return {
    database: () => opened().database,
    /** What a call looks into, once its plans have settled. */
    touchedBy: async (
      stage: Stage,
      run: (given: Given) => Promise<unknown>,
    ): Promise<Touched[]> => {
      for (let time = 1; ; time += 1) {
        const own = await given(opened().database, stage);
        const touched = await opened().touchedBy(() => run(own));
        if (time === UNTIL_SETTLED) return touched;
      }
    },
  };
};
