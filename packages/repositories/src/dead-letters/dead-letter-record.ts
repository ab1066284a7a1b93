import type { Channel, Outcome } from '@carillon/domain';

/** A delivery that was given up, and why. */
export interface DeadLetterRecord {
  readonly deliveryId: string;
  readonly channel: Channel;
  readonly address: string | null;
  readonly provider: string | null;
  readonly code: string;
  readonly outcome: Outcome | null;
  readonly message: string | null;
  readonly attempts: number;
  readonly redrives: number;
  readonly deadAt: Date;
  /** `deadAt` in microseconds, as PostgreSQL keeps it: what a cursor needs. */
  readonly deadMicros: string;
}

/** From a dead letter `l` and its delivery `d`, under the names of `DeadLetterRecord`. */
export const DEAD_LETTER_COLUMNS = `l.delivery_id AS "deliveryId", l.channel, d.address, l.provider,
  l.code, l.outcome, l.message, d.attempts, d.redrives, l.dead_at AS "deadAt",
  (extract(epoch FROM l.dead_at) * 1000000)::bigint::text AS "deadMicros"`;
