/** Many notifications that were accepted together, in the order in which they were given. */
export interface AcceptedBatch {
  readonly batchId: string;
  readonly accepted: number;
  readonly items: readonly {
    readonly index: number;
    readonly id: string;
    readonly status: string;
  }[];
}
