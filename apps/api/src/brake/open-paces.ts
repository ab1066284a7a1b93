import type { Pace } from '@carillon/domain';
import { addAcceptances, type Database, readAcceptanceRates } from '@carillon/repositories';
import { logAndContinue, type Logger } from '@carillon/runtime';

/** What a tenant has asked for, of what brakes look at. */
export interface Counted {
  readonly offered: number;
  /** Of those, how many were not held. */
  readonly passed: number;
}

/** How much each tenant asks for: this process's share to the moment, that of others a second ago. */
export interface Paces {
  /** Makes a tenant's pace known; at once where it is. Rejects when PostgreSQL does not answer. */
  know(tenantId: string): void | Promise<void>;
  /** The pace of a tenant that is known, what was counted just now included. */
  of(tenantId: string): Pace;
  count(tenantId: string, counted: Counted): void;
  close(): void;
}

const STORE_MS = 1_000;
/** Tenants whose brake is off only build their baseline: that may be later. */
const OTHERS_EVERY = 10;
/** A tenant that asks for nothing is not looked at any more, in ticks. */
const IDLE_TICKS = 300;

const NONE: Pace = { perMinute: 0, baselinePerMinute: 0 };

interface Watched {
  shared: Pace;
  askedAt: number;
}

type Counts = Map<string, Counted>;

const addTo = (counts: Counts, tenantId: string, { offered, passed }: Counted): void => {
  const known = counts.get(tenantId) ?? { offered: 0, passed: 0 };
  counts.set(tenantId, { offered: known.offered + offered, passed: known.passed + passed });
};

/** Counting is an addition in memory; all that was counted is stored and read back once a second. */
export const openPaces = (database: Database, log: Logger): Paces => {
  const watched = new Map<string, Watched>();
  const fresh: Counts = new Map();
  let storing: Counts = new Map();
  let busy = false;
  let ticks = 0;

  const take = (): Counts => {
    const taken: Counts = new Map();
    for (const [tenantId, counted] of fresh) {
      if (!watched.has(tenantId) && ticks % OTHERS_EVERY !== 0) continue;
      // What a brake does not look at counts for nothing, and what was taken back is none.
      if (counted.offered !== 0 || counted.passed !== 0) taken.set(tenantId, counted);
      fresh.delete(tenantId);
    }
    return taken;
  };
  const store = async (): Promise<void> => {
    storing = take();
    try {
      await addAcceptances(
        database,
        [...storing].map(([tenantId, counted]) => ({ tenantId, ...counted })),
      );
    } catch (error) {
      for (const [tenantId, counted] of storing) addTo(fresh, tenantId, counted);
      storing = new Map();
      throw error;
    }
  };
  const learn = async (): Promise<void> => {
    for (const [tenantId, { askedAt }] of watched) {
      if (ticks - askedAt > IDLE_TICKS) watched.delete(tenantId);
    }
    try {
      const rates = await readAcceptanceRates(database, [...watched.keys()]);
      for (const [tenantId, pace] of watched) pace.shared = rates.get(tenantId) ?? NONE;
    } finally {
      storing = new Map();
    }
  };
  const exchange = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    ticks += 1;
    try {
      await store();
      await learn();
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => {
    if (fresh.size === 0 && watched.size === 0) return;
    void logAndContinue(exchange(), log, 'the pace of other processes is not known');
  }, STORE_MS);
  timer.unref();

  const watch = async (tenantId: string): Promise<void> => {
    const rates = await readAcceptanceRates(database, [tenantId]);
    if (watched.has(tenantId)) return;
    watched.set(tenantId, { shared: rates.get(tenantId) ?? NONE, askedAt: ticks });
  };
  return {
    know: (tenantId) => {
      const known = watched.get(tenantId);
      if (known === undefined) return watch(tenantId);
      known.askedAt = ticks;
    },
    of: (tenantId) => {
      const { perMinute, baselinePerMinute } = watched.get(tenantId)?.shared ?? NONE;
      const own = (fresh.get(tenantId)?.offered ?? 0) + (storing.get(tenantId)?.offered ?? 0);
      return { perMinute: perMinute + own, baselinePerMinute };
    },
    count: (tenantId, counted) => addTo(fresh, tenantId, counted),
    close: () => clearInterval(timer),
  };
};
