/** Some events on their way to one endpoint, as one BullMQ job: ids only. */
export interface EventJob {
  /** A fresh UUIDv7, the BullMQ job id: the same events dispatched again are another job. */
  readonly id: string;
  readonly tenantId: string;
  readonly endpointId: string;
  readonly eventIds: readonly string[];
}

/** What Redis holds of it. */
export interface EventJobData extends Omit<EventJob, 'id'> {
  readonly dispatchId: string;
}
