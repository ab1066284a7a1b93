import { WAITING_STATUSES, type DeliveryStatus } from '@carillon/domain';
import type { Submission } from '../client/submission.ts';
import type { Evidence } from './evidence.ts';
import { findMismatches } from './find-mismatches.ts';
import type { LedgerLine } from './ledger-line.ts';

/** What a run comes to. All but the first three, `explained`, `recovered` and `unknown` shall be 0. */
export interface Figures {
  readonly submitted: number;
  /** Answered 202. */
  readonly accepted: number;
  /** Messages that providers accepted, each time counted. */
  readonly ledger: number;
  /** Accepted by the api and by no provider, and not reported as failed: unknown outcome, poison. */
  readonly lost: number;
  /** Seen by a provider, asked for by nobody. */
  readonly unexpected: number;
  /** Deliveries that a provider accepted more than once. */
  readonly duplicated: number;
  /** Those among them whose record says so: an attempt of unknown outcome for each repetition. */
  readonly explained: number;
  /** Sent though the client had no answer to its first try. */
  readonly recovered: number;
  /** `at_most_once`, failed with `outcome_unknown`: sent or not, and never repeated. */
  readonly unknown: number;
  /** Not ended when the run was. */
  readonly stuck: number;
  /** Where record and ledger contradict each other. */
  readonly mismatches: readonly string[];
}

const MOVING: readonly DeliveryStatus[] = [...WAITING_STATUSES, 'sending'];

/** Compares the three accounts. A recipient belongs to one submission, so addresses tell them apart. */
export const figuresOf = (evidence: Evidence): Figures => {
  const { submissions, ledger, record } = evidence;
  const asked = new Map(submissions.map((s) => [s.address, s]));
  const seen = Map.groupBy(ledger, (line) => line.to);
  const accepted = submissions.filter((s) => s.notificationId !== null);
  const failedWith = (code: string, isMeant: (wish?: Submission) => boolean | undefined) =>
    new Set(
      record.deliveries
        .filter((d) => d.status === 'failed' && d.lastCode === code)
        .map((d) => d.address)
        .filter((address) => isMeant(asked.get(address))),
    );
  const unknown = failedWith('outcome_unknown', (wish) => wish?.atMostOnce);
  const poison = failedWith('poison', (wish) => wish?.isPoison);
  const isEnded = (address: string) => unknown.has(address) || poison.has(address);
  const repeated = repeatedIn(ledger);
  return {
    submitted: submissions.length,
    accepted: accepted.length,
    ledger: ledger.length,
    lost: accepted.filter((s) => !seen.has(s.address) && !isEnded(s.address)).length,
    unexpected: [...seen.keys()].filter((address) => !asked.has(address)).length,
    duplicated: repeated.length,
    explained: repeated.filter((lines) => isExplained(lines, evidence, asked)).length,
    recovered: submissions.filter((s) => s.tries > 1 && seen.has(s.address)).length,
    unknown: unknown.size,
    stuck: record.deliveries.filter((d) => MOVING.includes(d.status)).length,
    mismatches: findMismatches(evidence),
  };
};

const repeatedIn = (ledger: readonly LedgerLine[]): LedgerLine[][] =>
  [...Map.groupBy(ledger, (line) => line.to).values()].filter((lines) => lines.length > 1);

/** Each line beyond the first needs an attempt that the record calls unknown. */
const isExplained = (
  lines: readonly LedgerLine[],
  { record }: Evidence,
  asked: ReadonlyMap<string, { readonly atMostOnce?: boolean }>,
): boolean => {
  const [first] = lines;
  if (first === undefined || asked.get(first.to)?.atMostOnce) return false;
  const unknown = record.attempts.filter(
    (a) => a.deliveryId === first.deliveryId && (a.outcome === 'ambiguous' || a.late),
  );
  return lines.length - 1 <= unknown.length;
};
