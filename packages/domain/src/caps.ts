import { CHANNELS, type Channel } from './channels.ts';

/** How often one recipient may be addressed on a channel (API.md, settings). */
export interface Cap {
  readonly channel: Channel;
  /** Left out: every category together. */
  readonly category?: string | undefined;
  readonly max: number;
  readonly windowSeconds: number;
  /**
   * What becomes of what is over it: each later by itself, all of it later as one, or `suppressed` with
   * `cap_reached`.
   */
  readonly overflow: 'defer' | 'digest' | 'drop';
}

const isCap = (value: unknown): value is Cap => {
  const { channel, max, windowSeconds, overflow } = Object(value) as Partial<Cap>;
  const isKnown = CHANNELS.includes(channel as Channel);
  return isKnown && Number(max) >= 1 && Number(windowSeconds) >= 1 && overflow !== undefined;
};

/** The caps in a tenant's stored settings; what is none is left out. */
export const capsIn = (settings: Readonly<Record<string, unknown>>): Cap[] => {
  const { caps } = settings;
  return Array.isArray(caps) ? caps.filter(isCap) : [];
};

/** Those that a delivery falls under. */
export const capsFor = (
  caps: readonly Cap[],
  { channel, category }: { readonly channel: Channel; readonly category: string },
): Cap[] =>
  caps.filter(
    (cap) => cap.channel === channel && (cap.category === undefined || cap.category === category),
  );
