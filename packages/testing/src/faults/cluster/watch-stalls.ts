import { monitorEventLoopDelay } from 'node:perf_hooks';

const NS_PER_MS = 1e6;

/**
 * Measures how long this process itself was kept from running: on a busy machine that much of what
 * it times is not the installation's. `stop` answers the longest stall, in ms.
 */
export const watchStalls = (): { stop(): number } => {
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  return {
    stop: () => {
      delays.disable();
      return delays.max / NS_PER_MS;
    },
  };
};
