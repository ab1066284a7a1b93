import { type GateEntry, gateEntry } from '@carillon/domain';
import type { HoldTerms } from '@carillon/repositories';

/** The gates of a delivery that the brake holds: its limit is what holds it, whatever else does. */
export const braked = (
  gates: readonly GateEntry[],
  hold: Pick<HoldTerms, 'reason' | 'measured' | 'allowed'> | null | undefined,
): readonly GateEntry[] => {
  if (hold == null) return gates;
  const { reason, measured, allowed } = hold;
  const held = gateEntry('limit', `brake_${reason}`, {
    verdict: 'hold',
    inputs: { measured, allowed },
  });
  return gates.map((entry) => (entry.gate === 'limit' ? held : entry));
};
