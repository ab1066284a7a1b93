import type { Rank } from '@carillon/queue';
import { countDue } from '@carillon/repositories';
import { dispatchClass, windowOf, type DispatchClassDeps } from './dispatch-class.ts';
import type { RationedClass } from './sort-by-admission.ts';

/** Most deliveries of a rationed class that one pass moves. */
const MOST = 500;

/** Moves as many deliveries of a class as its budget pays for; one where it is a probe. */
export const dispatchRation = async (
  deps: DispatchClassDeps,
  { waiting, admission }: RationedClass,
): Promise<number> => {
  const { producer, database } = deps;
  const { channel, tenantId } = waiting;
  const rank = waiting.rank as Rank;
  const wanted = admission.kind === 'probe' ? 1 : await countDue(database, waiting, MOST);
  if (wanted === 0) return 0;
  const jobs = Math.ceil(wanted / deps.chunkSizeOf(channel));
  const places = { ...windowOf(waiting), tenantId };
  const [booked = 0] = await producer.window.book([{ ...places, jobs }]);
  if (booked === 0) return 0;
  const limit = await payFor(deps, admission, Math.min(wanted, booked * deps.chunkSizeOf(channel)));
  if (limit === 0) {
    await producer.window.giveBack([{ ...places, jobs: booked }]);
    return 0;
  }
  const paid = admission.kind === 'rationed';
  const portion = { channel, rank, tenantId, jobs: booked, limit, paid };
  return (await dispatchClass(deps, portion)).deliveries;
};

const payFor = (
  { producer }: DispatchClassDeps,
  admission: RationedClass['admission'],
  wanted: number,
): Promise<number> =>
  admission.kind === 'probe' ? Promise.resolve(1) : producer.limits.take({ ...admission, wanted });
