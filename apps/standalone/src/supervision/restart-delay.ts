/** How long to wait before a process that ended is started again. */
export interface RestartPolicy {
  readonly firstMs: number;
  readonly capMs: number;
  /** One that lived as long as this was well: the next delay is the first again. */
  readonly wellAfterMs: number;
}

export const RESTART_POLICY: RestartPolicy = { firstMs: 200, capMs: 10_000, wellAfterMs: 30_000 };

/** Milliseconds before the next start: doubling, from the first again after a long life. */
export const restartDelayMs = (
  policy: RestartPolicy,
  previousMs: number | null,
  livedMs: number,
): number =>
  previousMs === null || livedMs >= policy.wellAfterMs
    ? policy.firstMs
    : Math.min(policy.capMs, previousMs * 2);
