/** How long a child gets to finish what it has begun. */
export interface DrainTime {
  /** By its own watch: SHUTDOWN_GRACE. It closes its connections after that, and ends. */
  readonly grace: string;
  /** By ours: then it is killed, as one that hangs or was frozen cannot end by itself. */
  readonly killAfterMs: number;
}

/** They stop one after the other, within some 30 s together; a provider call has 10 s by default. */
export const DRAIN = {
  api: { grace: '4s', killAfterMs: 6_000 },
  worker: { grace: '13s', killAfterMs: 19_000 },
  sandbox: { grace: '2s', killAfterMs: 3_000 },
} as const satisfies Record<string, DrainTime>;
