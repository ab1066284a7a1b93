/** The part of `process` that the lifecycle needs; a test hands in its own. */
export interface ProcessHost {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  exit(code: number): void;
}

/** What the lifecycle asks of the process's own affairs. */
export const processHost: ProcessHost = {
  on: (event, listener) => process.on(event, listener),
  exit: (code) => process.exit(code),
};
