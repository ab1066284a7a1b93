import {
  CHANNELS,
  type Channel,
  type GateEntry,
  type MessageParts,
  subjectOf,
} from '@carillon/domain';
import { z } from 'zod';
import { messageSchema, partsView } from '../templates/message-view.ts';
import { gateSchema, gateView } from './gate-view.ts';

export const previewSchema = z
  .strictObject({
    deliveries: z.array(
      z.strictObject({
        channel: z.enum(CHANNELS),
        address: z.string().nullable(),
        parts: messageSchema.shape.parts,
        gates: z.array(gateSchema),
        wouldSend: z.boolean(),
        sendAt: z.iso.datetime().nullable().meta({
          description: 'When it would go to its provider, as far as is known; null: never.',
        }),
      }),
    ),
  })
  .meta({ id: 'NotificationPreview' });

export interface PreviewedDelivery {
  readonly channel: Channel;
  readonly address: string | null;
  readonly parts: MessageParts;
  readonly gates: readonly GateEntry[];
  readonly dueAt: Date;
}

const sendAtOf = ({ gates, dueAt }: PreviewedDelivery): Date =>
  gates.reduce((at, { until }) => (until !== null && until > at ? until : at), dueAt);

/** What a client sees of a delivery that is not made. */
export const previewView = (delivery: PreviewedDelivery, at: Date) => {
  const { channel, address, parts, gates } = delivery;
  const wouldSend = gates.every(({ verdict }) => verdict !== 'stop');
  const titled = channel === 'email' ? { ...parts, title: subjectOf(parts) } : parts;
  return {
    channel,
    address,
    parts: partsView(channel, titled),
    gates: gates.map((entry) => gateView(entry, { at, deliveryId: null })),
    wouldSend,
    sendAt: wouldSend ? sendAtOf(delivery).toISOString() : null,
  };
};
