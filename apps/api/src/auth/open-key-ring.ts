import { timingSafeEqual } from 'node:crypto';
import {
  type Database,
  findApiKey,
  hashApiKey,
  type KeyRateLimit,
  parseApiKey,
  type StoredApiKey,
  touchApiKey,
} from '@carillon/repositories';
import { type Clock, type Logger, logAndContinue } from '@carillon/runtime';
import type { Strangers } from '../rate-limits/open-strangers.ts';
import { type AddressList, openAddressList } from './address-list.ts';

/** A key that is good now. */
export interface GoodKey {
  readonly id: string;
  readonly tenantId: string;
  readonly scopes: ReadonlySet<string>;
  /** Its own limit of requests; null where what holds for every key is enough. */
  readonly rateLimit: KeyRateLimit | null;
}

/** Where a key is used from; the address is read only for a key that has a list of them. */
export interface Origin {
  readonly ip?: string | undefined;
}

/** The keys that this process knows. */
export interface KeyRing {
  /** At once where it knows the key; null for one that is not good here and now. */
  find(text: string, from: Origin): GoodKey | null | Promise<GoodKey | null>;
  /** Asks for this key anew when it is used again: it was changed here. */
  forget(id: string): void;
  /** Asks for every key anew, before the request that uses it: some key was changed elsewhere. */
  doubtAll(): void;
}

interface Known extends GoodKey {
  /** Null for a key that may be used from everywhere. */
  readonly allowedIps: AddressList | null;
  readonly secretHash: Buffer;
  readonly expiresAtMs: number;
  readonly readAtMs: number;
  /** How often all keys had been doubted when it was asked for. */
  readonly doubts: number;
}

/** A known key is read again behind the request from this age on … */
const STALE_MS = 10_000;
/** … and before it from this one, so that a revoked key ends within 30 s even if nobody doubts it (API.md). */
const OUTDATED_MS = 25_000;
const MOST_KEYS = 10_000;
/** Compared with when there is no such key, so that both cases do the same work. */
const NOBODYS_HASH = Buffer.alloc(32);

const toKnown = (stored: StoredApiKey, read: Pick<Known, 'readAtMs' | 'doubts'>): Known => ({
  id: stored.id,
  tenantId: stored.tenantId,
  scopes: new Set(stored.scopes),
  rateLimit: stored.rateLimit,
  allowedIps: stored.allowedIps === null ? null : openAddressList(stored.allowedIps),
  secretHash: stored.secretHash,
  expiresAtMs: stored.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
  ...read,
});

export interface KeyRingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Asked before PostgreSQL is asked about a key that is not known to be good here; throws 429. */
  readonly assertWelcome?: Strangers['assertWelcome'];
  /** Milliseconds that only ever go up: how old is what is known. */
  readonly monotonicMs?: () => number;
}

/**
 * Looks keys up by their prefix and compares the hash of their secret in constant time. Only good keys
 * are remembered: whoever fails, with an unknown prefix, a wrong secret or from a wrong address, costs
 * the same one query. Garbage without a right checksum costs none.
 */
export const openKeyRing = (parts: KeyRingParts): KeyRing => {
  const { database, clock, log, assertWelcome, monotonicMs = () => performance.now() } = parts;
  const known = new Map<string, Known>();
  const reading = new Map<string, Promise<StoredApiKey | null>>();
  /** How often something was forgotten: what was read before that is not remembered. */
  let changes = 0;
  let doubts = 0;

  const read = (prefix: string): Promise<StoredApiKey | null> => {
    const underWay = reading.get(prefix);
    if (underWay !== undefined) return underWay;
    const begun = findApiKey(database, prefix).finally(() => {
      if (reading.get(prefix) === begun) reading.delete(prefix);
    });
    reading.set(prefix, begun);
    return begun;
  };

  const remember = (prefix: string, key: Known): Known => {
    known.delete(prefix);
    known.set(prefix, key);
    const [oldest] = known.keys();
    if (known.size > MOST_KEYS && oldest !== undefined) known.delete(oldest);
    return key;
  };

  const hasEnded = ({ revokedAt, expiresAt }: StoredApiKey): boolean =>
    revokedAt !== null || (expiresAt !== null && expiresAt.getTime() <= clock.nowMs());

  // An address is found out behind proxies each time that it is asked for.
  const isGood = (key: Known, from: Origin): boolean =>
    key.expiresAtMs > clock.nowMs() && (key.allowedIps?.includes(from.ip) ?? true);

  const ask = async (prefix: string, hash: Buffer, from: Origin): Promise<GoodKey | null> => {
    const seen = changes;
    const stored = await read(prefix);
    const matches = timingSafeEqual(hash, stored?.secretHash ?? NOBODYS_HASH);
    if (stored === null || (matches && hasEnded(stored))) {
      known.delete(prefix);
      return null;
    }
    const key = toKnown(stored, { readAtMs: monotonicMs(), doubts });
    if (!matches || !isGood(key, from)) return null;
    void logAndContinue(touchApiKey(database, key.id), log, 'the use of a key was not noted');
    return changes === seen ? remember(prefix, key) : key;
  };

  const find: KeyRing['find'] = (text, from) => {
    const parsed = parseApiKey(text);
    if (parsed === null) return null;
    const { prefix } = parsed;
    const hash = hashApiKey(parsed.secret);
    const key = known.get(prefix);
    const isTrusted = key?.doubts === doubts;
    const ageMs = isTrusted ? monotonicMs() - key.readAtMs : OUTDATED_MS;
    const isKnown = key !== undefined && timingSafeEqual(hash, key.secretHash) && isGood(key, from);
    if (!isKnown) assertWelcome?.(from.ip);
    if (!isKnown || ageMs >= OUTDATED_MS) return ask(prefix, hash, from);
    if (ageMs >= STALE_MS && !reading.has(prefix)) {
      const again = ask(prefix, hash, from);
      void logAndContinue(again, log, 'a key was not read again; it is still known');
    }
    return key;
  };

  return {
    find,
    forget: (id) => {
      changes += 1;
      reading.clear();
      for (const [prefix, key] of known) if (key.id === id) known.delete(prefix);
    },
    doubtAll: () => {
      changes += 1;
      doubts += 1;
      reading.clear();
    },
  };
};
