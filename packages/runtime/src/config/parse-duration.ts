const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Reads `500ms`, `30s`, `5m`, `2h`, `7d` or a bare number of milliseconds; null if it is neither. */
export const parseDuration = (text: string): number | null => {
  const found = /^(\d+)(ms|s|m|h|d)?$/.exec(text);
  if (found === null) return null;
  const unit = (found[2] ?? 'ms') as keyof typeof UNIT_MS;
  return Number(found[1]) * UNIT_MS[unit];
};
