/** What is wrong with an account or an endpoint; those that are well have no row that is listed. */
export interface CircuitRecord {
  /** `account:<id>`, `endpoint:<tenant>:<digest of the URL>` or `host:<host>`. */
  readonly key: string;
  readonly state: 'closed' | 'open' | 'half_open';
  readonly reason: string | null;
  readonly openedAt: Date | null;
  readonly nextProbeAt: Date | null;
  /** While it is half open: until when the probe has the right to be the only one. */
  readonly probeUntil: Date | null;
  /** The other side asked for silence until then. */
  readonly blockedUntil: Date | null;
  /** At most so many calls a second until `rateUntil`: while it recovers, or after refusals. */
  readonly ratePerSecond: number | null;
  readonly rateUntil: Date | null;
}

export const CIRCUIT_COLUMNS = [
  'key',
  'state',
  'reason',
  'opened_at as openedAt',
  'next_probe_at as nextProbeAt',
  'probe_until as probeUntil',
  'blocked_until as blockedUntil',
  'rate_per_second as ratePerSecond',
  'rate_until as rateUntil',
] as const;
