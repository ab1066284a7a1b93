export interface Backoff {
  readonly baseMs: number;
  readonly capMs: number;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Doubles with each failure up to the cap; half of it is jitter, so that many do not come at once. */
export const backoffMs = (failures: number, { baseMs, capMs, random }: Backoff): number => {
  const ms = Math.min(capMs, baseMs * 2 ** Math.max(0, failures - 1));
  return ms / 2 + (random() * ms) / 2;
};
