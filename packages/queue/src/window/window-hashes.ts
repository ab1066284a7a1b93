import type { Channel } from '@carillon/domain';
import type { Redis } from 'ioredis';

import { type Rank, RANKS } from '../dispatch-job.ts';
import { queuePrefix } from '../queue-names.ts';
import { defineScript } from '../redis/define-script.ts';
import {
  type Places,
  type SharedPlaces,
  TENANT_SHARE,
  WINDOW_JOBS,
  type WindowState,
} from './window-class.ts';
import { BOOK, CORRECT, GIVE_BACK } from './window-scripts.ts';

/** How the windows of one channel stand, by rank - 1. */
export type ChannelState = readonly WindowState[];

export interface Booked {
  /** Places got, in the order asked. */
  readonly got: readonly number[];
  readonly state: ChannelState;
}

/** `fast` heeds and sets the flags, `refill` does not, `counted` cannot be refused. */
export type BookingMode = 'fast' | 'refill' | 'counted';

/** The windows in Redis, one hash per channel; see `window-scripts.ts`. Every call is one command. */
export interface WindowHashes {
  book(channel: Channel, wanted: readonly SharedPlaces[], mode: BookingMode): Promise<Booked>;
  giveBack(channel: Channel, places: readonly Places[]): Promise<void>;
  correct(channel: Channel, places: readonly Places[]): Promise<void>;
  state(channel: Channel): Promise<ChannelState>;
  /** Jobs of these tenants in one window. */
  taken(channel: Channel, rank: Rank, tenantIds: readonly string[]): Promise<number[]>;
  close(channel: Channel, rank: Rank): Promise<void>;
  reopen(channel: Channel, rank: Rank): Promise<void>;
}

const STATE_FIELDS = [...RANKS.map(String), ...RANKS.map((rank) => `closed:${rank}`)];

const readState = (fields: readonly (string | null)[]): ChannelState =>
  RANKS.map((_, i) => ({
    taken: Number(fields[i] ?? 0),
    closed: fields[i + RANKS.length] !== null,
  }));

const countsOf = (places: readonly Places[]): (string | number)[] => {
  const counts = new Map<string, number>();
  for (const { rank, tenantId, jobs } of places) {
    for (const field of [String(rank), `${rank}:${tenantId}`]) {
      counts.set(field, (counts.get(field) ?? 0) + jobs);
    }
  }
  return [...counts].flat();
};

export const windowHashes = (redis: Redis, installationId: string): WindowHashes => {
  const book = defineScript(redis, 'carillonBook', BOOK);
  const giveBack = defineScript(redis, 'carillonGiveBack', GIVE_BACK);
  const correct = defineScript(redis, 'carillonCorrect', CORRECT);
  const key = (channel: Channel): string => `${queuePrefix(installationId, channel)}:window`;

  return {
    book: async (channel, wanted, mode) => {
      const limitless = mode === 'counted' ? Number.MAX_SAFE_INTEGER : undefined;
      const [got, fields] = (await book(key(channel), [
        limitless ?? WINDOW_JOBS,
        mode === 'fast' ? 1 : 0,
        ...wanted.flatMap((w) => [
          w.rank,
          w.tenantId,
          w.jobs,
          limitless ?? w.share ?? TENANT_SHARE,
        ]),
      ])) as [number[], (string | null)[]];
      return { got, state: readState(fields) };
    },
    giveBack: async (channel, places) => {
      await giveBack(
        key(channel),
        places.flatMap((p) => [p.rank, p.tenantId, p.jobs]),
      );
    },
    correct: async (channel, places) => {
      await correct(key(channel), countsOf(places));
    },
    state: async (channel) => readState(await redis.hmget(key(channel), ...STATE_FIELDS)),
    taken: async (channel, rank, tenantIds) => {
      const fields = tenantIds.map((id) => `${rank}:${id}`);
      return fields.length === 0 ? [] : (await redis.hmget(key(channel), ...fields)).map(Number);
    },
    close: async (channel, rank) => {
      await redis.hset(key(channel), `closed:${rank}`, '1');
    },
    reopen: async (channel, rank) => {
      await redis.hdel(key(channel), `closed:${rank}`);
    },
  };
};
