// Parts of the record's statement that tell of what it changed; `u` are the deliveries, `dead` their
// dead letters, `unwanted` the addresses that it has put on the suppression list.
import { deadLetterEvents } from '../events/dead-letter-events.ts';
import { deliveryEvents } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { suppressionEvents, withCause } from '../events/suppression-events.ts';

/** What `u` has to return beside the result itself. */
export const TOLD_OF_RESULT =
  'd.attempts, d.due_at, d.provider_message_id, d.last_outcome, d.last_code,';

const CHANGED = `(SELECT tenant_id, id, channel, status, attempts, due_at, last_provider AS provider,
    provider_message_id, last_outcome, last_code FROM u) AS changed`;

const UNWANTED_BY = 'SELECT tenant_id, channel, address, id AS delivery_id FROM u WHERE suppress';

/** Which other parts the statement has. */
export interface ToldResults {
  readonly dies: boolean;
  readonly suppresses: boolean;
}

export const resultEvents = ({ dies, suppresses }: ToldResults): string =>
  eventParts([
    deliveryEvents(CHANGED),
    ...(dies ? [deadLetterEvents('dead')] : []),
    ...(suppresses ? [suppressionEvents(withCause('unwanted', UNWANTED_BY))] : []),
  ]);
