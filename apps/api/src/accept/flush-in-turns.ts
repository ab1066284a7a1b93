import { CarillonError } from '@carillon/domain';
import type { Accepted, AcceptEntry } from './accept-entry.ts';
import type { Flushing } from './batcher.ts';
import { dedupeKeysOf, dedupeName, namesKeys } from './dedupe-keys.ts';
import { fetchFirsts, type Firsts } from './fetch-firsts.ts';
import { type FlushDeps, flushEntries } from './flush-entries.ts';

/** Two turns settle any number of twins; more are for other processes with the same keys. */
const MOST_TURNS = 10;

const NO_FIRSTS: Firsts = new Map();

/**
 * Flushes entries, those that name the same dedupe key one after the other: the second finds the first
 * stored and is answered with it. So is one whom another process was ahead of. Entries without such a
 * key are flushed once, as they are.
 */
export const flushInTurns = async (
  entries: readonly AcceptEntry[],
  deps: FlushDeps,
): Promise<Flushing<Accepted>[]> => {
  const settled = new Map<AcceptEntry, Flushing<Accepted>>();
  let left = entries;
  for (let turn = 1; left.length > 0 && turn <= MOST_TURNS; turn += 1) {
    const named = left.filter(namesKeys);
    const firsts = named.length === 0 ? NO_FIRSTS : await fetchFirsts(deps.database, named);
    const { now, later } = named.length === 0 ? { now: left, later: [] } : partTwins(left, firsts);
    const outcomes = await flushEntries(now, { ...deps, firsts });
    const outrun: AcceptEntry[] = [];
    for (const [i, entry] of now.entries()) {
      const outcome = outcomes[i];
      if (outcome === 'outrun' || outcome === undefined) outrun.push(entry);
      else settled.set(entry, outcome);
    }
    left = [...outrun, ...later];
  }
  return entries.map((entry) => settled.get(entry) ?? { ok: false, error: BUSY });
};

const BUSY = new CarillonError('service_unavailable', 'Its dedupe key is in great demand.');

/** Of entries that name the same free key, the first goes now. */
const partTwins = (entries: readonly AcceptEntry[], firsts: Firsts) => {
  const taken = new Set<string>();
  const now: AcceptEntry[] = [];
  const later: AcceptEntry[] = [];
  for (const entry of entries) {
    const names = dedupeKeysOf(entry)
      .map((key) => dedupeName(entry.tenantId, key))
      .filter((name) => !firsts.has(name));
    (names.some((name) => taken.has(name)) ? later : now).push(entry);
    for (const name of names) taken.add(name);
  }
  return { now, later };
};
