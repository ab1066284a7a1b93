import type { Supervised } from './supervise.ts';

/** What runs, in the order in which it was started. */
export interface Stages {
  /** The next stage: these were started together and may be stopped together. */
  add(...together: Supervised[]): void;
  /**
   * Stops stage by stage, the last one first. One that cannot be stopped keeps no other running.
   * @throws AggregateError at the end, with what could not be stopped.
   */
  stop(): Promise<void>;
}

export const createStages = (): Stages => {
  const stages: Supervised[][] = [];
  return {
    add: (...together) => void stages.push(together),
    stop: async () => {
      const problems: unknown[] = [];
      for (let stage = stages.pop(); stage !== undefined; stage = stages.pop()) {
        const results = await Promise.allSettled(stage.map((one) => one.stop()));
        for (const result of results)
          if (result.status === 'rejected') problems.push(result.reason);
      }
      if (problems.length > 0) throw new AggregateError(problems, problems.map(String).join('; '));
    },
  };
};
