/** A day that has partitions of its own. */
export interface Day {
  /** As partitions are named, e.g. `20260131`. */
  readonly name: string;
  /** The ids of that day: from `low`, and below `high`. */
  readonly low: string;
  readonly high: string;
}
