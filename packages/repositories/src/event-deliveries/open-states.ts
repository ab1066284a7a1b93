/** What waits in PostgreSQL, as the index `event_delivery_waiting` has it. */
export const WAITING = `dispatch_id IS NULL AND status IN ('queued', 'retrying')`;
/** What rides a job, as the index `event_delivery_riding` has it. */
export const RIDING = `dispatch_id IS NOT NULL AND status IN ('queued', 'sending', 'retrying')`;
/** What has not ended, as the index `event_delivery_open` has it. */
export const OPEN = `status IN ('queued', 'sending', 'retrying')`;
