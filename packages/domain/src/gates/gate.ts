import type { GateVerdict } from './gate-verdict.ts';

/** What stands between a delivery and its provider, in the order in which `explain` tells it (API.md). */
export const GATES = [
  'dedupe',
  'preference',
  'suppression',
  'quiet_hours',
  'cap',
  'route',
  'circuit',
  'limit',
  'expiry',
] as const;
export type Gate = (typeof GATES)[number];

/** What a gate says. */
export interface GateEntry extends GateVerdict {
  readonly gate: Gate;
  /** Of one that holds: until when, as far as that is known. */
  readonly until: Date | null;
}

/** An entry of a gate that lets through, unless told otherwise. */
export const gateEntry = (
  gate: Gate,
  rule: string,
  more: Partial<Omit<GateEntry, 'gate' | 'rule'>> = {},
): GateEntry => ({ gate, verdict: 'pass', rule, inputs: {}, until: null, ...more });
