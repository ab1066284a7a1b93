import type { Channel } from '@carillon/domain';

import { RANKS } from '../dispatch-job.ts';
import type { Reach } from '../redis/reach.ts';
import { knownWindows } from './known-windows.ts';
import {
  type Places,
  type SharedPlaces,
  TENANT_SHARE,
  WINDOW_JOBS,
  type WindowClass,
} from './window-class.ts';
import type { BookingMode, ChannelState, WindowHashes } from './window-hashes.ts';

/** Room in one window, as Redis has it now. */
export interface Room {
  readonly free: number;
  readonly closed: boolean;
  /** What each of the tenants asked about may still have while others wait. */
  readonly freeOf: ReadonlyMap<string, number>;
}

/**
 * The window: how many jobs Redis may hold (DESIGN.md, 6). A place is booked before the dispatch is
 * committed and freed when its job has ended; a booking that comes to nothing is given back. Nothing
 * here throws, and when Redis is away there is no room at once: everything waits in PostgreSQL.
 */
export interface Window {
  /**
   * The fast path. Books places and answers how many jobs each entry may add, in the order asked. A
   * closed window has none; one that is met gets closed. Most calls need no round trip.
   */
  admit(wanted: readonly Places[]): Promise<number[]>;
  /**
   * The dispatcher's refill: the same, exactly, whether closed or not, up to each tenant's share of
   * the window.
   */
  book(wanted: readonly SharedPlaces[]): Promise<number[]>;
  /** Frees places that were booked and not used: the commit failed, there were fewer rows. */
  giveBack(places: readonly Places[]): Promise<void>;
  room(window: WindowClass, tenantIds?: readonly string[]): Promise<Room>;
  /** Rows of the class wait in PostgreSQL: from now on everything new waits behind them. */
  close(window: WindowClass): Promise<void>;
  reopen(window: WindowClass): Promise<void>;
  /**
   * Overwrites the counts of all windows with the truth, the rows of `dispatch` (those of `suspect`
   * left out). Repairs what crashes and a lost Redis did to the counts.
   */
  correct(truth: readonly Places[]): Promise<void>;
}

const NO_ROOM: Room = { free: 0, closed: true, freeOf: new Map() };
/** Longer than a stall of the event loop, shorter than a caller would wait. */
const ANSWER_MS = 500;

interface Parts {
  readonly hashes: WindowHashes;
  readonly reach: Reach;
  readonly channels: readonly Channel[];
  readonly onError: (error: Error) => void;
}

export const openWindow = ({ hashes, reach, channels, onError }: Parts): Window => {
  const known = knownWindows();

  const ask = async <T>(action: () => Promise<T>, otherwise: T): Promise<T> => {
    if (!reach.isUp()) return otherwise;
    try {
      return await reach.ask(action(), ANSWER_MS);
    } catch (error) {
      onError(error as Error);
      return otherwise;
    }
  };

  const learn = (channel: Channel, states: ChannelState): void => {
    for (const [i, state] of states.entries()) {
      known.learn({ channel, rank: RANKS[i] ?? 1 }, state, performance.now());
    }
  };

  const perChannel = async <P extends Places>(
    places: readonly P[],
    action: (channel: Channel, group: P[]) => Promise<unknown>,
  ): Promise<void> => {
    const groups = Map.groupBy(places, (p) => p.channel);
    await Promise.all([...groups].map(([channel, group]) => action(channel, group)));
  };

  const bookAll = async (wanted: readonly SharedPlaces[], mode: BookingMode): Promise<number[]> => {
    const got = new Map<Places, number>();
    await perChannel(wanted, async (channel, group) => {
      const booked = await ask(() => hashes.book(channel, group, mode), null);
      if (booked === null) return;
      learn(channel, booked.state);
      for (const [i, places] of group.entries()) got.set(places, booked.got[i] ?? 0);
    });
    return wanted.map((places) => got.get(places) ?? 0);
  };

  const countLater = async (places: readonly Places[]): Promise<void> => {
    await bookAll(places, 'counted');
    for (const p of places) known.counted(p);
  };

  return {
    admit: async (wanted) => {
      if (!reach.isUp()) return wanted.map(() => 0);
      const nowMs = performance.now();
      const verdicts = wanted.map((places) => {
        const verdict = known.judge(places, nowMs);
        if (verdict === 'all') known.letIn(places);
        return verdict;
      });
      const surely = wanted.filter((_, i) => verdicts[i] === 'all');
      if (surely.length > 0) void countLater(surely);
      const asked = wanted.filter((_, i) => verdicts[i] === 'ask');
      const got = asked.length > 0 ? (await bookAll(asked, 'fast')).values() : [].values();
      return wanted.map((places, i) => {
        if (verdicts[i] === 'ask') return got.next().value ?? 0;
        return verdicts[i] === 'all' ? places.jobs : 0;
      });
    },
    book: (wanted) => bookAll(wanted, 'refill'),
    giveBack: async (places) => {
      await perChannel(places, (channel, group) =>
        ask(() => hashes.giveBack(channel, group), undefined),
      );
    },
    room: ({ channel, rank }, tenantIds = []) =>
      ask(async () => {
        const [states, taken] = await Promise.all([
          hashes.state(channel),
          hashes.taken(channel, rank, tenantIds),
        ]);
        learn(channel, states);
        const { taken: all = 0, closed = false } = states[rank - 1] ?? {};
        const free = Math.max(0, WINDOW_JOBS - all);
        const freeOf = (i: number) => Math.max(0, Math.min(free, TENANT_SHARE - (taken[i] ?? 0)));
        return { free, closed, freeOf: new Map(tenantIds.map((id, i) => [id, freeOf(i)])) };
      }, NO_ROOM),
    close: ({ channel, rank }) => ask(() => hashes.close(channel, rank), undefined),
    reopen: ({ channel, rank }) => ask(() => hashes.reopen(channel, rank), undefined),
    correct: async (truth) => {
      const groups = Map.groupBy(truth, (p) => p.channel);
      await Promise.all(
        channels.map((channel) =>
          ask(() => hashes.correct(channel, groups.get(channel) ?? []), undefined),
        ),
      );
    },
  };
};
