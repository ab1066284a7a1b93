import type { DispatchQueue } from '@carillon/queue';

/** How the jobs that one process runs of a queue are shared between tenants. */
export interface JobShares {
  /**
   * Lets a job in and answers how it leaves again; null when its tenant has its half already and
   * others have been seen lately: then the job is to make room for theirs.
   */
  enter(queue: DispatchQueue, tenantId: string, nowMs: number): (() => void) | null;
}

/** A tenant that had a job within this time counts as one that may have another. */
const LATELY_MS = 60_000;

interface QueueShare {
  readonly running: Map<string, number>;
  readonly seenAt: Map<string, number>;
}

/** A tenant gets at most half of `capacity` while others use the queue, and all of it alone. */
export const createJobShares = (capacity: number): JobShares => {
  const half = Math.max(1, Math.floor(capacity / 2));
  const queues = new Map<DispatchQueue, QueueShare>();
  return {
    enter: (queue, tenantId, nowMs) => {
      if (queue === 'suspect') return () => {};
      const share: QueueShare = queues.get(queue) ?? { running: new Map(), seenAt: new Map() };
      queues.set(queue, share);
      share.seenAt.set(tenantId, nowMs);
      const running = share.running.get(tenantId) ?? 0;
      if (running >= half && othersSeen(share, tenantId, nowMs)) return null;
      share.running.set(tenantId, running + 1);
      return () => leave(share, tenantId);
    },
  };
};

const leave = ({ running }: QueueShare, tenantId: string): void => {
  const left = (running.get(tenantId) ?? 1) - 1;
  if (left > 0) running.set(tenantId, left);
  else running.delete(tenantId);
};

const othersSeen = ({ seenAt }: QueueShare, tenantId: string, nowMs: number): boolean => {
  for (const [id, at] of seenAt) {
    if (nowMs - at > LATELY_MS) seenAt.delete(id);
    else if (id !== tenantId) return true;
  }
  return false;
};
