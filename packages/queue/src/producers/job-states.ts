import type { JobPlace } from '../dispatch-job.ts';
import { queueOf } from '../queue-names.ts';
import type { Connected } from './open-queues.ts';

/** `gone`: Redis has no such job. */
export type JobState = 'waiting' | 'active' | 'delayed' | 'gone';

const STATES: Readonly<Record<string, JobState>> = {
  waiting: 'waiting',
  prioritized: 'waiting',
  active: 'active',
  delayed: 'delayed',
};

/** What each job is doing, in the order asked. Throws when Redis cannot be asked. */
export const jobStates = async (
  { queues }: Connected,
  places: readonly JobPlace[],
): Promise<JobState[]> => {
  const states = await Promise.all(
    places.map((place) => queues[queueOf(place)].getJobState(place.id)),
  );
  return states.map((state) => STATES[state] ?? 'gone');
};
