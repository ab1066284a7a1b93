import { weightedShares } from '@carillon/queue';
import type { WaitingClass } from '@carillon/repositories';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { dispatchClass, type DispatchClassDeps, windowOf } from './dispatch-class.ts';

/** Jobs that one statement makes at most: 1,000 deliveries in chunks of 50. */
const JOBS_PER_STATEMENT = 20;

export interface FillWindowDeps extends DispatchClassDeps {
  readonly directory: AccountDirectory;
  /** Asks for the next pass at once: there is more to do. */
  readonly again: () => void;
}

/** What each tenant asks for now, and what it may have in all, by weight. */
const wantedOf = async ({ directory }: FillWindowDeps, tenants: readonly WaitingClass[]) => {
  const weights = await Promise.all(
    tenants.map(async ({ tenantId }) => (await directory.of(tenantId)).weight),
  );
  const shares = weightedShares(weights);
  const heaviest = Math.max(...weights);
  return tenants.map((waiting, i) => ({
    ...windowOf(waiting),
    tenantId: waiting.tenantId,
    jobs: Math.ceil((JOBS_PER_STATEMENT * (weights[i] ?? 1)) / heaviest),
    share: shares[i] ?? 1,
  }));
};

/**
 * Books room for every tenant that waits for one window, then dispatches as much of each as got room.
 * Where there are more tenants than places, each `turn` begins with another.
 */
export const fillWindow = async (
  deps: FillWindowDeps,
  tenants: readonly WaitingClass[],
  turn: number,
): Promise<number> => {
  const first = turn % tenants.length;
  const inTurn = [...tenants.slice(first), ...tenants.slice(0, first)];
  const wanted = await wantedOf(deps, inTurn);
  const booked = await deps.producer.window.book(wanted);
  let dispatched = 0;
  for (const [i, { share: _, ...places }] of wanted.entries()) {
    const jobs = booked[i] ?? 0;
    if (jobs === 0) continue;
    const done = await dispatchClass(deps, { ...places, jobs });
    dispatched += done.deliveries;
    if (done.jobs === jobs) deps.again();
  }
  return dispatched;
};
