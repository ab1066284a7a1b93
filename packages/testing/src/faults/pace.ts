/** How long a run takes: `quick` is part of `npm test`, `long` has the durations of the design. */
export const PACES = ['quick', 'normal', 'long'] as const;
export type Pace = (typeof PACES)[number];
