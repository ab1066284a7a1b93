import type { DeliveryStatus } from '../delivery-status.ts';
import { type Gate, type GateEntry, gateEntry } from './gate.ts';

/** How a delivery that no longer waits has ended, or where it is. */
export interface PastDelivery {
  readonly status: DeliveryStatus;
  readonly lastCode: string | null;
  readonly lastMessage: string | null;
  readonly provider: string | null;
}

/** In the order in which a worker asks them. */
const ASKED: readonly Gate[] = [
  'dedupe',
  'expiry',
  'suppression',
  'quiet_hours',
  'preference',
  'route',
  'circuit',
  'limit',
  'cap',
];

/** Which gate a delivery ended at, by the code that it kept. */
const STOPPED_BY: Readonly<Record<string, Gate>> = {
  no_address: 'suppression',
  suppressed_address: 'suppression',
  opted_out: 'preference',
  cap_reached: 'cap',
  expired: 'expiry',
};
const ON_THE_LIST = 'on the suppression list';

const gateOf = ({ lastCode, lastMessage }: PastDelivery): Gate | undefined =>
  lastMessage?.startsWith(ON_THE_LIST) === true ? 'suppression' : STOPPED_BY[lastCode ?? ''];

/**
 * What the gates have said about a delivery that no longer waits: up to the one that stopped it, or all
 * of them when it came to its provider. Of one that was cancelled nothing is known.
 */
export const pastGates = (past: PastDelivery): GateEntry[] => {
  const { status, lastCode, lastMessage, provider } = past;
  if (status === 'cancelled') return [];
  const passed = (gate: Gate): GateEntry =>
    gateEntry(gate, 'passed', gate === 'route' ? { inputs: { provider } } : {});
  if (status !== 'suppressed' && status !== 'expired') return ASKED.map(passed);
  const stopped = gateOf(past) ?? 'expiry';
  const inputs = { message: lastMessage };
  return [
    ...ASKED.slice(0, ASKED.indexOf(stopped)).map(passed),
    gateEntry(stopped, lastCode ?? status, { verdict: 'stop', inputs }),
  ];
};
