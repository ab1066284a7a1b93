import { DEFAULT_RETENTION, type Retention } from './retention.ts';

const isDays = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

/** A tenant's stored settings as its retention: what was never said, or makes no sense, has its default. */
export const retentionIn = (settings: Readonly<Record<string, unknown>>): Retention => {
  const said = Object(settings['retention']) as Readonly<Record<string, unknown>>;
  const meant = Object.entries(said).filter(
    ([field, days]) => field in DEFAULT_RETENTION && isDays(days),
  );
  return { ...DEFAULT_RETENTION, ...Object.fromEntries(meant) };
};
