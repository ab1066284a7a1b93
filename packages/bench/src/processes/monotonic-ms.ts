/**
 * Milliseconds on the machine's monotonic clock, the same for all processes of a boot, which
 * `performance.now()` is not: what begins in one process and ends in another is measured by it.
 */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
