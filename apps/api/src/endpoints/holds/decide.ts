import { CarillonError } from '@carillon/domain';
import { decideHold, type HoldDecision, settleHoldPage } from '@carillon/repositories';
import type { Answer } from '../../http/answer.ts';
import { answer } from '../../http/answer.ts';
import type { Call } from '../../http/endpoint.ts';
import { holdView } from './hold-view.ts';

/** An answer has to come within 2 s; the workers do what is left then. */
const MOST_MS = 1_000;

type Deciding = Pick<Call<{ id: string }, unknown, unknown>, 'services' | 'caller' | 'note'> & {
  readonly id: string;
};

/**
 * Decides about a hold and begins to move its deliveries. Deciding the same again changes nothing, so
 * it may be repeated; deciding otherwise is 409.
 */
export const decide = async (
  { services: { database, producer }, caller: { tenantId }, id, note }: Deciding,
  decision: HoldDecision,
): Promise<Answer> => {
  const hold = await decideHold(database, { tenantId, id, decision });
  if (hold === null) throw new CarillonError('not_found', 'There is no such hold.');
  if (hold.status !== decision) {
    throw new CarillonError('conflict', `The hold was ${hold.status} before.`);
  }
  const untilMs = performance.now() + MOST_MS;
  let moved = 0;
  for (let more = true; more && performance.now() < untilMs;) {
    const page = await settleHoldPage(database, id);
    moved += page?.moved ?? 0;
    more = page !== null && !page.isLast;
    if (decision === 'released') producer.wake('dispatch');
  }
  if (decision === 'released') producer.wake('fan-out');
  note({ holdId: id, deliveries: moved });
  return answer(200, holdView({ ...hold, waiting: Math.max(0, hold.waiting - moved) }));
};
