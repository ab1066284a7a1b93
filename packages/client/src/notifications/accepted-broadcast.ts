/** What was accepted for the members of a topic. */
export interface AcceptedBroadcast {
  readonly batchId: string;
  readonly topic: string;
}
