/**
 * The `dispatch_id` of a delivery that ended without riding a job. Null means "waits in PostgreSQL",
 * which is what the dispatcher's indexes look at, so an ended delivery must have one.
 */
export const NOBODY = '00000000-0000-0000-0000-000000000000';
