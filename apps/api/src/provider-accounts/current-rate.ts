import type { CircuitRecord, ProviderAccountRecord } from '@carillon/repositories';

/** Calls a second that an account gets at an instant: its own limit, or what its refusals have taught. */
export const currentRate = (
  { ratePerSecond }: Pick<ProviderAccountRecord, 'ratePerSecond'>,
  circuit: CircuitRecord | undefined,
  at: Date,
): number | null => {
  const isLimited = circuit?.rateUntil != null && circuit.rateUntil > at;
  const learned = isLimited ? (circuit.ratePerSecond ?? Infinity) : Infinity;
  const rate = Math.min(ratePerSecond ?? Infinity, learned);
  return rate === Infinity ? null : rate;
};
