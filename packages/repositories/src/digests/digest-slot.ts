import type { Channel } from '@carillon/domain';

/** What a digest collects: one recipient's deliveries on a channel that belong together. */
export interface DigestSlot {
  readonly tenantId: string;
  readonly channel: Channel;
  /** The address in the form that is compared; empty where the channel has none. */
  readonly addressKey: string;
  readonly category: string;
  /** Empty where the digest says what its items say. */
  readonly templateKey: string;
  readonly key: string;
}

/** A slot as a key of a map. */
export const slotName = (slot: DigestSlot): string =>
  JSON.stringify([
    slot.tenantId,
    slot.channel,
    slot.addressKey,
    slot.category,
    slot.templateKey,
    slot.key,
  ]);
