import type { CircuitRecord } from '@carillon/repositories';

/** Whether something may be called: now, not before a while, or once, to see whether it is back. */
export type Verdict =
  | { readonly kind: 'clear' }
  | { readonly kind: 'held'; readonly forMs: number }
  | { readonly kind: 'probe' };

const CLEAR: Verdict = { kind: 'clear' };
const PROBE: Verdict = { kind: 'probe' };
/** While another's probe is out, and before anything is known of it. */
const LOOK_AGAIN_MS = 500;

/** What is wrong with accounts and endpoints, as PostgreSQL had it a moment ago. */
export interface HealthBoard {
  verdictOf(key: string): Verdict;
  /** Calls a second that it may get for now; null for as many as there are. */
  rateOf(key: string): number | null;
  /** Takes what PostgreSQL says now; answers the keys that have become well since. */
  show(circuits: readonly CircuitRecord[]): string[];
  readonly size: number;
}

export const createHealthBoard = (nowMs: () => number): HealthBoard => {
  let board = new Map<string, CircuitRecord>();
  return {
    verdictOf: (key) => {
      const circuit = board.get(key);
      return circuit === undefined ? CLEAR : judge(circuit, nowMs());
    },
    rateOf: (key) => {
      const circuit = board.get(key);
      const limited = circuit?.rateUntil != null && circuit.rateUntil.getTime() > nowMs();
      return limited ? (circuit?.ratePerSecond ?? null) : null;
    },
    show: (circuits) => {
      const next = new Map(circuits.map((c) => [c.key, c]));
      const held = (c: CircuitRecord | undefined): boolean =>
        c !== undefined && c.state !== 'closed';
      const recovered = [...board.values()].filter((c) => held(c) && !held(next.get(c.key)));
      board = next;
      return recovered.map((c) => c.key);
    },
    get size() {
      return board.size;
    },
  };
};

const judge = (circuit: CircuitRecord, nowMs: number): Verdict => {
  const blockedMs = (circuit.blockedUntil?.getTime() ?? 0) - nowMs;
  if (circuit.state === 'closed') {
    return blockedMs > 0 ? { kind: 'held', forMs: blockedMs } : CLEAR;
  }
  const probeInMs = (circuit.nextProbeAt?.getTime() ?? 0) - nowMs;
  const probeOutMs = (circuit.probeUntil?.getTime() ?? 0) - nowMs;
  if (probeOutMs > 0) return { kind: 'held', forMs: LOOK_AGAIN_MS };
  return probeInMs > 0 ? { kind: 'held', forMs: probeInMs } : PROBE;
};
