import {
  CIRCUIT,
  clampRetryAfter,
  isTrouble,
  isWell,
  learnedRate,
  recoveryRate,
  type Outcome,
} from '@carillon/domain';
import {
  blockCalls,
  closeCircuit,
  type Database,
  openCircuit,
  reopenCircuit,
  type Watched,
} from '@carillon/repositories';
import { logAndContinue, type Logger } from '@carillon/runtime';
import { createOutcomeWindow, type OutcomeWindow } from './outcome-window.ts';

/** One call that has ended. */
export interface EndedCall {
  readonly watched: readonly Watched[];
  /** The account that made it, watched or not; null where none serves the channel. */
  readonly accountId: string | null;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly retryAfterMs: number | null;
  /** True for a refusal for the sake of one address: it says nothing about the other side. */
  readonly isAddressOnly: boolean;
  /** True for the first call of its delivery: new work, not a repeat. */
  readonly isFirst: boolean;
  /** The circuit whose probe this call was. */
  readonly probeOf: string | null;
}

/** Failures below HTTP: these alone say something about a host. */
const BELOW_HTTP: ReadonlySet<string> = new Set([
  'timeout',
  'connection_refused',
  'connection_reset',
  'dns_failure',
  'unreachable',
  'tls_error',
]);
/** So long nobody calls after a refusal that names no time. */
const SILENCE_MS = 1_000;
const LEARNED_FOR_MS = 60_000;
/** A silence that ends so much later than the one before it is another one. */
const SAME_SILENCE_MS = 500;
/** Endpoints are watched from their first failure on; of so many at once. */
const MOST_WINDOWS = 20_000;

export interface ReportDeps {
  readonly database: Database;
  readonly log: Logger;
  readonly nowMs: () => number;
  /** Told that a circuit has changed in PostgreSQL. */
  readonly onChange: () => void;
}

/** Learns from every ended call: opens, closes and slows. Writes only when something changes. */
export const createReporter = (deps: ReportDeps): ((call: EndedCall) => void) => {
  const windows = new Map<string, OutcomeWindow>();
  const silentUntilMs = new Map<string, number>();

  const windowOf = (watched: Watched, outcome: Outcome): OutcomeWindow | undefined => {
    const known = windows.get(watched.key);
    if (known !== undefined) return known;
    // One that is well costs nothing; accounts are few, and their steady rate is wanted later.
    const isWatched = watched.what === 'account' || outcome === 'rate_limited';
    if (!isWatched && !isTrouble(outcome)) return undefined;
    if (windows.size >= MOST_WINDOWS) windows.clear();
    const window = createOutcomeWindow();
    windows.set(watched.key, window);
    return window;
  };

  const write = (change: Promise<unknown>, what: string): void => {
    void logAndContinue(change.then(deps.onChange), deps.log, what);
  };

  const afterProbe = (key: string, call: EndedCall): void => {
    windows.get(key)?.clear();
    const reason = reasonOf(call);
    const { database } = deps;
    const probeAfterMs = clampRetryAfter(call.retryAfterMs, CIRCUIT.probeAfterMs);
    const change = isWell(call.outcome)
      ? closeCircuit(database, key)
      : reopenCircuit(database, { key, reason, probeAfterMs });
    write(change, 'the end of a probe was not written; another one will follow');
  };

  const open = (watched: Watched, call: EndedCall): void => {
    const { key, tenantId, accountId } = watched;
    const window = windows.get(key);
    const reason = reasonOf(call);
    const ratePerSecond = recoveryRate(window?.steadyPerSecond(deps.nowMs()) ?? 0);
    window?.clear();
    const opening = { key, tenantId, accountId, reason, ratePerSecond };
    const change = openCircuit(deps.database, { ...opening, probeAfterMs: CIRCUIT.probeAfterMs });
    write(
      change.then((opened) => opened && deps.log.warn('a circuit opened', { key, reason })),
      'a circuit could not be opened',
    );
  };

  /** A burst that is refused is one refusal: the first of it is written, and believed. */
  const isNews = (key: string, untilMs: number): boolean => {
    if (untilMs - (silentUntilMs.get(key) ?? 0) < SAME_SILENCE_MS) return false;
    if (silentUntilMs.size >= MOST_WINDOWS) silentUntilMs.clear();
    silentUntilMs.set(key, untilMs);
    return true;
  };

  const slowDown = (watched: Watched, call: EndedCall, window: OutcomeWindow | undefined): void => {
    const { key, tenantId, accountId } = watched;
    const forMs = clampRetryAfter(call.retryAfterMs, SILENCE_MS);
    if (!isNews(key, deps.nowMs() + forMs)) return;
    const accepted = window?.acceptedPerSecond(deps.nowMs());
    const ratePerSecond = accepted === undefined ? null : learnedRate(accepted);
    const block = { key, tenantId, accountId, forMs, ratePerSecond };
    write(
      blockCalls(deps.database, { ...block, rateForMs: forMs + LEARNED_FOR_MS }),
      'a refusal could not be shared with the other workers',
    );
  };

  return (call) => {
    if (call.probeOf !== null) afterProbe(call.probeOf, call);
    for (const watched of call.watched) {
      if (watched.key === call.probeOf || call.isAddressOnly || !concerns(watched, call)) continue;
      const past = windows.get(watched.key);
      const window = windowOf(watched, call.outcome);
      window?.add(call, deps.nowMs());
      if (call.outcome === 'rate_limited') slowDown(watched, call, past);
      else if (call.outcome === 'config') open(watched, call);
      else if (isTrouble(call.outcome) && window?.opens()) open(watched, call);
    }
  };
};

/** A host is judged by what happens below HTTP: its wellness by any answer at all. */
const concerns = (watched: Watched, call: EndedCall): boolean => {
  if (watched.what === 'account') return true;
  if (call.outcome === 'config') return false;
  if (watched.what === 'endpoint') return true;
  const below = call.code !== null && BELOW_HTTP.has(call.code);
  return isTrouble(call.outcome) ? below : isWell(call.outcome);
};

const reasonOf = ({ outcome, code }: EndedCall): string => code ?? outcome;
