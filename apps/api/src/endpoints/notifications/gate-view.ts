import { GATES, type GateEntry } from '@carillon/domain';
import { z } from 'zod';

export const gateSchema = z
  .strictObject({
    gate: z.enum(GATES),
    verdict: z.enum(['pass', 'hold', 'stop']),
    rule: z.string().meta({ description: 'A stable name of what decided.' }),
    inputs: z.record(z.string(), z.unknown()).meta({ description: 'What it looked at.' }),
    at: z.iso.datetime(),
    deliveryId: z.uuid().nullable(),
  })
  .meta({ id: 'Gate' });

export type GateView = z.output<typeof gateSchema>;

/** What a client sees of a gate's answer about a delivery (null: one that is not stored). */
export const gateView = (
  { gate, verdict, rule, inputs, until }: GateEntry,
  { at, deliveryId }: { readonly at: Date; readonly deliveryId: string | null },
): GateView => ({
  gate,
  verdict,
  rule,
  inputs: until === null ? inputs : { ...inputs, until },
  at: at.toISOString(),
  deliveryId,
});
