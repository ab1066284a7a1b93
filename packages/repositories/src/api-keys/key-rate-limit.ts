/** A key's own limit of requests: a token bucket. */
export interface KeyRateLimit {
  readonly perSecond: number;
  /** Most at once: how much the bucket holds. */
  readonly burst: number;
}
