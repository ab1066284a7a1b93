import { randomUUID } from 'node:crypto';
import type { Decision } from '../answers/decision.ts';
import type { Decider } from '../behaviours/open-decider.ts';
import type { Ledger } from '../ledger/open-ledger.ts';
import { carriesIds } from '../ledger/ledger-entry.ts';
import type { Arrival, StoredMessage } from '../messages/stored-message.ts';
import type { Call, SeenCall } from '../requests/call.ts';
import type { Newest } from '../storage/newest.ts';
import { trimBytes } from '../storage/trim-bytes.ts';

/** What all stand-ins share: one rule book, one record of calls, one ledger and mailbox. */
export interface Intake {
  /** How a call to this recipient is answered; uses up one of the `times` of what decided. */
  decide(provider: string, to: string): Decision;
  /** Whether a session is refused before it names a recipient; null lets it go on. */
  refuseSession(provider: string): Decision | null;
  /** Keeps a call for `GET /api/requests`; a long body is trimmed. */
  note(call: Call): void;
  /**
   * Accepts messages and answers their ids. Resolves when those that carry our ids are in the
   * ledger and on the disk: only then may the client be told.
   */
  accept(arrivals: readonly Arrival[]): Promise<readonly string[]>;
}

export interface IntakeDeps {
  readonly decider: Decider;
  readonly ledger: Ledger;
  readonly messages: Newest<StoredMessage>;
  readonly requests: Newest<SeenCall>;
  readonly now: () => Date;
}

const REQUEST_BODY_BYTES = 16 * 1024;
/** Headers, strings and objects of an entry, roughly. */
const ENTRY_BYTES = 1024;

export const openIntake = (deps: IntakeDeps): Intake => {
  const { decider, ledger, messages, requests, now } = deps;
  return {
    decide: (provider, to) => decider.decide(provider, to),
    refuseSession: (provider) => decider.refuseSession(provider),
    note: (call) => {
      const body = trimBytes(call.body, REQUEST_BODY_BYTES);
      requests.add({ ...call, body, at: now() }, body.length + ENTRY_BYTES);
    },
    accept: async (arrivals) => {
      const at = now();
      const entries = arrivals.filter((one) => carriesIds(one.ids));
      await ledger.append(
        entries.map(({ provider, channel, to, ids }) => ({ at, provider, channel, to, ...ids })),
      );
      return arrivals.map((arrival) => {
        const id = randomUUID();
        messages.add({ ...arrival, id, receivedAt: at }, arrival.raw.length + ENTRY_BYTES);
        return id;
      });
    },
  };
};
